/** The stages that every request goes through, in their order. */
@NullMarked
package io.tocsin.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
