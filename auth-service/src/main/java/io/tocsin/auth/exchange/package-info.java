/** What the gateway asks: a cookie in, a short-lived token out. */
@NullMarked
package io.tocsin.auth.exchange;

import org.jspecify.annotations.NullMarked;
