/** Takes metrics in, and checks what customers want to be watched. */
@NullMarked
package io.tocsin.ingest;

import org.jspecify.annotations.NullMarked;
