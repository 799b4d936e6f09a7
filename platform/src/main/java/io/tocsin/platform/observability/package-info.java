/** What operators see of a service: metrics under the product's names, one log line a request, the format of logs. */
@NullMarked
package io.tocsin.platform.observability;

import org.jspecify.annotations.NullMarked;
