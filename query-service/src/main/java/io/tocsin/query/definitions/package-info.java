/** What monitors, collectors and accounts are, as their owners publish it. */
@NullMarked
package io.tocsin.query.definitions;

import org.jspecify.annotations.NullMarked;
