/** Which account a database connection may see: the second wall behind the queries' own predicates. */
@NullMarked
package io.tocsin.platform.tenancy;

import org.jspecify.annotations.NullMarked;
