/** What was done in the product and by whom, for those concerned and for operators. */
@NullMarked
package io.tocsin.query.audit;

import org.jspecify.annotations.NullMarked;
