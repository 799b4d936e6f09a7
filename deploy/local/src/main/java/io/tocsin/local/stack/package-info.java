/** Embedded infrastructure for tests: each part on free ports, started when it is first asked for. */
@NullMarked
package io.tocsin.local.stack;

import org.jspecify.annotations.NullMarked;
