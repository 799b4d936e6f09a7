/** Checks as they were executed: history and uptime. */
@NullMarked
package io.tocsin.query.checks;

import org.jspecify.annotations.NullMarked;
