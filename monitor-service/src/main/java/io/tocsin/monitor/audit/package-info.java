/** What somebody did here, for the account's audit log. */
@NullMarked
package io.tocsin.monitor.audit;

import org.jspecify.annotations.NullMarked;
