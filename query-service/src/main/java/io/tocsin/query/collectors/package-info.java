/** Whether collectors still push. */
@NullMarked
package io.tocsin.query.collectors;

import org.jspecify.annotations.NullMarked;
