/** What checks mean: conditions of monitors, incidents that open and resolve. */
@NullMarked
package io.tocsin.query.incidents;

import org.jspecify.annotations.NullMarked;
