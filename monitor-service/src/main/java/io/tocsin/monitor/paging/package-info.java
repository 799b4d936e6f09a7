/** Lists that are read page by page. */
@NullMarked
package io.tocsin.monitor.paging;

import org.jspecify.annotations.NullMarked;
