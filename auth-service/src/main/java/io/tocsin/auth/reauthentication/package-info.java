/** Proving once more who one is, before what can't be taken back. */
@NullMarked
package io.tocsin.auth.reauthentication;

import org.jspecify.annotations.NullMarked;
