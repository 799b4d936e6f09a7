/** The servers that samples are about. */
@NullMarked
package io.tocsin.query.servers;

import org.jspecify.annotations.NullMarked;
