/** A real PostgreSQL where none is configured, and the database, schemas and roles that the services expect in it. */
@NullMarked
package io.tocsin.local.postgres;

import org.jspecify.annotations.NullMarked;
