/** The collectors' first certificate authority, and the certificates of the doors that collectors knock at. */
@NullMarked
package io.tocsin.local.certificates;

import org.jspecify.annotations.NullMarked;
