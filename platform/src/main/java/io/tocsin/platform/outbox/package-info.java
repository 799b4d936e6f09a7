/** Events written in the transaction of their cause, relayed to Kafka after it. */
@NullMarked
package io.tocsin.platform.outbox;

import org.jspecify.annotations.NullMarked;
