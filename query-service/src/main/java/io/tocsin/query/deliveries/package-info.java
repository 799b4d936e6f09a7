/** Brings events to endpoints: when to try, how, what came of it, and what was missed. */
@NullMarked
package io.tocsin.query.deliveries;

import org.jspecify.annotations.NullMarked;
