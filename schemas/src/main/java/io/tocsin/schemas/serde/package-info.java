/** Avro in the Confluent wire format behind Kafka's own interfaces, and the client of the schema registry. */
@NullMarked
package io.tocsin.schemas.serde;

import org.jspecify.annotations.NullMarked;
