/** Time tables on two engines, their partitions and what is dropped. */
@NullMarked
package io.tocsin.query.storage;

import org.jspecify.annotations.NullMarked;
