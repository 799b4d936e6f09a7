/** The keys that collectors' certificates and tokens are signed with. */
@NullMarked
package io.tocsin.monitor.authority;

import org.jspecify.annotations.NullMarked;
