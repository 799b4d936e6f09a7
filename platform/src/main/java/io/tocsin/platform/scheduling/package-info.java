/** Threads for what services do by the clock. */
@NullMarked
package io.tocsin.platform.scheduling;

import org.jspecify.annotations.NullMarked;
