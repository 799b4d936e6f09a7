/** Stores metrics and checks, decides status and incidents, and answers what is asked about them. */
@NullMarked
package io.tocsin.query;

import org.jspecify.annotations.NullMarked;
