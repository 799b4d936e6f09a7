/** The door for pages in a browser: a signed JWT in a strict cookie. */
@NullMarked
package io.tocsin.auth.spa;

import org.jspecify.annotations.NullMarked;
