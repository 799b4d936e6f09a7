/** What of note happened, for the record. */
@NullMarked
package io.tocsin.auth.audit;

import org.jspecify.annotations.NullMarked;
