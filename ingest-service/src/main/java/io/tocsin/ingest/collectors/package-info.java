/** What ingest knows of registered collectors, their accounts and the authorities behind their credentials. */
@NullMarked
package io.tocsin.ingest.collectors;

import org.jspecify.annotations.NullMarked;
