/** What collectd's write_http sends. */
@NullMarked
package io.tocsin.ingest.collectd;

import org.jspecify.annotations.NullMarked;
