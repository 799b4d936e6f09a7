/** Kafka and the schema registry: topics, schemas, readiness, tables of compacted topics. */
@NullMarked
package io.tocsin.platform.events;

import org.jspecify.annotations.NullMarked;
