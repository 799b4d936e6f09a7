/** The registry of what is watched and of who reports: monitors, collectors and the authority behind their credentials. */
@NullMarked
package io.tocsin.monitor;

import org.jspecify.annotations.NullMarked;
