/** Where settings come from: defaults, a JSON file, the environment; names that the documents give. */
@NullMarked
package io.tocsin.platform.settings;

import org.jspecify.annotations.NullMarked;
