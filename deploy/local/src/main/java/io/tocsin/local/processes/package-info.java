/** Starting, watching and stopping the processes that the product is made of. */
@NullMarked
package io.tocsin.local.processes;

import org.jspecify.annotations.NullMarked;
