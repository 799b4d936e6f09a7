/** Places for so many at once, shared among the accounts that want some. */
@NullMarked
package io.tocsin.ingest.places;

import org.jspecify.annotations.NullMarked;
