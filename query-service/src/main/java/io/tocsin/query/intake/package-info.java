/** The way of what was polled into the database: fence, dead letters, one transaction. */
@NullMarked
package io.tocsin.query.intake;

import org.jspecify.annotations.NullMarked;
