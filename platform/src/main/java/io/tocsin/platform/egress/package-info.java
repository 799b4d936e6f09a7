/** The one way out to addresses that customers give: guarded, bounded in time and size, and told apart when it fails. */
@NullMarked
package io.tocsin.platform.egress;

import org.jspecify.annotations.NullMarked;
