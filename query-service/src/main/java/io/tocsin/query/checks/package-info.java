/** Checks as they were executed: history, uptime, latency. */
@NullMarked
package io.tocsin.query.checks;

import org.jspecify.annotations.NullMarked;
