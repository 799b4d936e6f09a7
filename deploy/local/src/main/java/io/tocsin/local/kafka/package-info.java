/** A real Kafka broker where none is configured. */
@NullMarked
package io.tocsin.local.kafka;

import org.jspecify.annotations.NullMarked;
