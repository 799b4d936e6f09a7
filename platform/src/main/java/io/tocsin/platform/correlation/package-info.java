/** The correlation id of a request, through HTTP, Kafka and the logs. */
@NullMarked
package io.tocsin.platform.correlation;

import org.jspecify.annotations.NullMarked;
