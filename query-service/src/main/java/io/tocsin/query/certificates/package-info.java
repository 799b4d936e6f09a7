/** Warns of certificates that end soon: those that monitored targets show, and those of collectors. */
@NullMarked
package io.tocsin.query.certificates;

import org.jspecify.annotations.NullMarked;
