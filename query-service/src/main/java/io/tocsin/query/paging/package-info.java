/** Lists in pages, with a cursor that nobody needs to understand. */
@NullMarked
package io.tocsin.query.paging;

import org.jspecify.annotations.NullMarked;
