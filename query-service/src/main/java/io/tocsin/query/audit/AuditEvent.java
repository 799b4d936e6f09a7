package io.tocsin.query.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did something.
 *
 * @param actorKind user, client, collector, operator, system or anonymous
 * @param action what, as noun.verb
 * @param subjectId on what
 * @param address network address of the actor
 * @param operatorId the operator who acted as somebody else, where one did
 */
record AuditEvent(
        String id,
        String accountId,
        Instant at,
        String actorKind,
        @Nullable String actorId,
        String action,
        @Nullable String subjectId,
        @Nullable String address,
        Map<String, String> details,
        @Nullable String operatorId,
        @Nullable String correlationId) {}
