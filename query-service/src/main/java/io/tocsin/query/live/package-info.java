/** Events of an account as they happen, for whoever keeps a connection open (server-sent events). */
@NullMarked
package io.tocsin.query.live;

import org.jspecify.annotations.NullMarked;
