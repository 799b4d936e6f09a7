/** Whether the product does its duties, asked of its services. */
@NullMarked
package io.tocsin.gateway.health;

import org.jspecify.annotations.NullMarked;
