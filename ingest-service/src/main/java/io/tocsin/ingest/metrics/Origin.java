package io.tocsin.ingest.metrics;

import io.tocsin.ingest.collectors.Account;

/**
 * Who sends, and what its account may.
 *
 * @param sourceId collector, or OAuth client
 * @param instance the server that samples are about which name none
 */
public record Origin(String accountId, Account account, String sourceId, String instance) {}
