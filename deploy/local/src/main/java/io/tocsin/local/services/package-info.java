/** The five services of the product, each a process of its own. */
@NullMarked
package io.tocsin.local.services;

import org.jspecify.annotations.NullMarked;
