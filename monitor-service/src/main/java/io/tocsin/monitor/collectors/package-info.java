/** Customers' agents that push metrics: their registration, configuration and revocation. */
@NullMarked
package io.tocsin.monitor.collectors;

import org.jspecify.annotations.NullMarked;
