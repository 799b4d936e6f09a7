/** Threads for what services do by the clock, and the measure in which they do it. */
@NullMarked
package io.tocsin.platform.scheduling;

import org.jspecify.annotations.NullMarked;
