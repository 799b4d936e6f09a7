/** The standing orders of customers: what is checked, how often, and when to worry. */
@NullMarked
package io.tocsin.monitor.monitors;

import org.jspecify.annotations.NullMarked;
