/** The check runner: holds the monitors of its partitions, knows their slots, runs their probes and says what came of it. */
@NullMarked
package io.tocsin.ingest.checks;

import org.jspecify.annotations.NullMarked;
