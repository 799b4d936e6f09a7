/** What is visible on a wire, named once: topics, ids, routes, error codes, claims and scopes. */
@NullMarked
package io.tocsin.schemas;

import org.jspecify.annotations.NullMarked;
