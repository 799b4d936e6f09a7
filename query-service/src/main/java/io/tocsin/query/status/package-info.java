/** What is made of a monitor or collector now, published for everybody. */
@NullMarked
package io.tocsin.query.status;

import org.jspecify.annotations.NullMarked;
