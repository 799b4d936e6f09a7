/** How many samples and series an account may send, as its plan says. */
@NullMarked
package io.tocsin.ingest.limits;

import org.jspecify.annotations.NullMarked;
