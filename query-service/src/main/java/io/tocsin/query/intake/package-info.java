/** The way of a batch from a partition into the database: fence, dead letters, one transaction. */
@NullMarked
package io.tocsin.query.intake;

import org.jspecify.annotations.NullMarked;
