package io.tocsin.monitor.collectors;

import io.tocsin.monitor.audit.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who may register a collector.
 *
 * @param accountId the account that it joins
 * @param tokenId the enrolment token that is used up by it; null where there is none
 */
record Registrant(String accountId, Actor actor, @Nullable String tokenId) {}
