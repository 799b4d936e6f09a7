/** One error body everywhere: exceptions become it, filters write it. */
@NullMarked
package io.tocsin.platform.errors;

import org.jspecify.annotations.NullMarked;
