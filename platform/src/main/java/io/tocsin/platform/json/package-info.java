/** How JSON is read and written: snake_case, exact times, strict and bounded input. */
@NullMarked
package io.tocsin.platform.json;

import org.jspecify.annotations.NullMarked;
