/** Fields that a database or a topic keeps, but nobody may read there. */
@NullMarked
package io.tocsin.platform.encryption;

import org.jspecify.annotations.NullMarked;
