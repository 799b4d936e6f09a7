/** What an account's plan allows, and how much of it is taken. */
@NullMarked
package io.tocsin.monitor.plans;

import org.jspecify.annotations.NullMarked;
