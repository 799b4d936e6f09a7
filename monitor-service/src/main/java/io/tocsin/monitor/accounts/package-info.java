/** What becomes of the things of an account that was deleted. */
@NullMarked
package io.tocsin.monitor.accounts;

import org.jspecify.annotations.NullMarked;
