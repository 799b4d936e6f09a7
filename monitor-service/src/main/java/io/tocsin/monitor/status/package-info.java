/** What query-service makes of monitors and collectors, as this service last heard of it. */
@NullMarked
package io.tocsin.monitor.status;

import org.jspecify.annotations.NullMarked;
