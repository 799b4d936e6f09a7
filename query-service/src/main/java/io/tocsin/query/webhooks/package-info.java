/** Subscribers of an account, what they can subscribe to, and what has happened. */
@NullMarked
package io.tocsin.query.webhooks;

import org.jspecify.annotations.NullMarked;
