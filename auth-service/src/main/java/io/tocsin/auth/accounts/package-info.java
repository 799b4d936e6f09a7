/** The accounts that everything belongs to, and what the other services hear of them. */
@NullMarked
package io.tocsin.auth.accounts;

import org.jspecify.annotations.NullMarked;
