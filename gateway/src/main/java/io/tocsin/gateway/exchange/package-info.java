/** Session cookies and client secrets become short-lived tokens here; services know only bearer tokens. */
@NullMarked
package io.tocsin.gateway.exchange;

import org.jspecify.annotations.NullMarked;
