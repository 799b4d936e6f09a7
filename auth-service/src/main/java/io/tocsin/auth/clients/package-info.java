/** Machines that act for an account. */
@NullMarked
package io.tocsin.auth.clients;

import org.jspecify.annotations.NullMarked;
