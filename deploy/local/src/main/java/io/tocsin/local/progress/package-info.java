/** What the person at the terminal sees. */
@NullMarked
package io.tocsin.local.progress;

import org.jspecify.annotations.NullMarked;
