/** What a monitor aims at: each type of target with the fields that it needs and no others. */
@NullMarked
package io.tocsin.monitor.targets;

import org.jspecify.annotations.NullMarked;
