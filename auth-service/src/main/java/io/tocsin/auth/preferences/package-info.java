/** What people prefer, as far as a published schema goes. */
@NullMarked
package io.tocsin.auth.preferences;

import org.jspecify.annotations.NullMarked;
