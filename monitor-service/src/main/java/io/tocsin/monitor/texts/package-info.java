/** Texts that customers write: names, tags, words to look for. */
@NullMarked
package io.tocsin.monitor.texts;

import org.jspecify.annotations.NullMarked;
