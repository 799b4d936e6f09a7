/** Lists in pages. */
@NullMarked
package io.tocsin.auth.paging;

import org.jspecify.annotations.NullMarked;
