/** What each tier allows. */
@NullMarked
package io.tocsin.auth.plans;

import org.jspecify.annotations.NullMarked;
