/** Unpacks what strangers packed, without trusting it. */
@NullMarked
package io.tocsin.platform.gzip;

import org.jspecify.annotations.NullMarked;
