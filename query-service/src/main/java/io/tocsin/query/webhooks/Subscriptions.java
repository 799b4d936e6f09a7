package io.tocsin.query.webhooks;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes, changes and ends subscriptions: the change and its audit in one transaction. */
@Component
class Subscriptions {
    private final Endpoints endpoints;
    private final Places places;
    private final Quotas quotas;
    private final Secrets secrets;
    private final Announcements announcements;
    private final AuditPublisher audit;
    private final EndpointSettings settings;
    private final TransactionTemplate transactions;
    private final Bell bell;
    private final InstantSource clock;

    Subscriptions(
            Endpoints endpoints,
            Places places,
            Quotas quotas,
            Secrets secrets,
            Announcements announcements,
            AuditPublisher audit,
            EndpointSettings settings,
            TransactionTemplate transactions,
            Bell bell,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.places = places;
        this.quotas = quotas;
        this.secrets = secrets;
        this.announcements = announcements;
        this.audit = audit;
        this.settings = settings;
        this.transactions = transactions;
        this.bell = bell;
        this.clock = clock;
    }

    /** @throws ApiException 403 when the plan allows no more */
    Endpoint take(Caller caller, int limit, Wishes wishes) {
        Optional<Endpoint> made = transactions.execute(_ -> {
            if (!places.take(caller.accountId(), limit)) {
                quotas.endpointWanted(caller.accountId(), limit);
                return Optional.empty();
            }
            Endpoint endpoint = fresh(caller.accountId(), wishes);
            endpoints.add(endpoint);
            quotas.endpointWanted(caller.accountId(), limit);
            audit.recorded(caller, "webhook.created", endpoint);
            return Optional.of(endpoint);
        });
        if (made == null || made.isEmpty()) {
            throw new ApiException(
                    ErrorCode.WEBHOOK_002, "The plan %s allows %d webhook endpoints".formatted(caller.tier(), limit));
        }
        return made.get();
    }

    /** @throws ApiException 412 when it was changed since the caller read it */
    @Transactional
    Endpoint change(Caller caller, String id, String ifMatch, UnaryOperator<Endpoint> change) {
        Endpoint before = locked(caller.accountId(), id);
        checkUnchanged(before, ifMatch);
        Endpoint after = change.apply(before);
        if (after.enabled() && !before.enabled() || !after.url().equals(before.url())) {
            endpoints.forgiven(after);
        }
        if (!after.enabled() && before.enabled()) {
            endpoints.cancelPending(after, "The endpoint was disabled");
        }
        endpoints.put(after);
        audit.recorded(caller, "webhook.changed", after);
        bell.ringAfterCommit(Set.of(id));
        return after;
    }

    /** What an endpoint becomes by wishes. */
    Endpoint changed(Endpoint e, Wishes wishes) {
        Instant now = now();
        boolean woken = wishes.enabled() && !e.enabled();
        boolean past = wishes.startFrom() != null;
        String reason = e.enabled() ? "Disabled by hand" : e.disabledReason();
        return new Endpoint(
                e.id(),
                e.accountId(),
                e.revision() + 1,
                wishes.url(),
                wishes.description(),
                wishes.eventTypes(),
                wishes.filter(),
                wishes.transformation(),
                e.payloadVersion(),
                secrets.sealHeaders(e.id(), wishes.headers()),
                wishes.rateLimit(),
                wishes.ordered(),
                e.secretSealed(),
                e.previousSecretSealed(),
                e.previousUntil(),
                wishes.enabled(),
                wishes.enabled() ? null : reason,
                past ? wishes.startFrom() : e.startFrom(),
                e.replaying() || past,
                // what it did not subscribe to before was not missed
                woken || !wishes.eventTypes().equals(e.eventTypes()) ? now : e.liveSince(),
                e.createdAt(),
                now);
    }

    /** A new secret; the one before it signs too for a while, so that no receiver has to change at the same instant. */
    Endpoint rotated(Endpoint e) {
        Instant now = now();
        return new Endpoint(
                e.id(),
                e.accountId(),
                e.revision() + 1,
                e.url(),
                e.description(),
                e.eventTypes(),
                e.filter(),
                e.transformation(),
                e.payloadVersion(),
                e.headersSealed(),
                e.rateLimit(),
                e.ordered(),
                secrets.seal(e.id(), Secrets.fresh()),
                e.secretSealed(),
                now.plus(settings.secretOverlap()),
                e.enabled(),
                e.disabledReason(),
                e.startFrom(),
                e.replaying(),
                e.liveSince(),
                e.createdAt(),
                now);
    }

    @Transactional
    void end(Caller caller, String id, @Nullable String ifMatch) {
        Endpoint endpoint = locked(caller.accountId(), id);
        if (ifMatch != null) {
            checkUnchanged(endpoint, ifMatch);
        }
        endpoints.remove(endpoint);
        places.release(caller.accountId());
        audit.recorded(caller, "webhook.deleted", endpoint);
    }

    /** @return id of the event that is sent */
    @Transactional
    String test(Caller caller, String id) {
        Endpoint endpoint = locked(caller.accountId(), id);
        if (!endpoint.enabled()) {
            throw new ApiException(ErrorCode.WEBHOOK_007);
        }
        News news = News.of(caller.accountId(), EventType.WEBHOOK_TEST, now())
                .with("message", "This is a test of Tocsin")
                .about(id, Ids.next("tst"));
        return announcements.announceTo(endpoint, news).id();
    }

    Endpoint find(String accountId, String id) {
        return endpoints.find(accountId, id).orElseThrow(() -> new ApiException(ErrorCode.WEBHOOK_001));
    }

    private Endpoint locked(String accountId, String id) {
        return endpoints.lock(accountId, id).orElseThrow(() -> new ApiException(ErrorCode.WEBHOOK_001));
    }

    private Endpoint fresh(String accountId, Wishes wishes) {
        String id = Ids.next("whe");
        Instant now = now();
        return new Endpoint(
                id,
                accountId,
                1,
                wishes.url(),
                wishes.description(),
                wishes.eventTypes(),
                wishes.filter(),
                wishes.transformation(),
                EventCatalogue.VERSION,
                secrets.sealHeaders(id, wishes.headers()),
                wishes.rateLimit(),
                wishes.ordered(),
                secrets.seal(id, Secrets.fresh()),
                null,
                null,
                wishes.enabled(),
                wishes.enabled() ? null : "Disabled by hand",
                wishes.startFrom(),
                wishes.startFrom() != null,
                now,
                now,
                now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void checkUnchanged(Endpoint endpoint, String ifMatch) {
        EntityTag current = new EntityTag(endpoint.revision());
        if (!current.matches(ifMatch)) {
            throw new ApiException(ErrorCode.WEBHOOK_004, "The endpoint has the ETag %s now".formatted(current));
        }
    }

    Map<String, String> headers(Endpoint endpoint) {
        return secrets.unsealHeaders(endpoint.id(), endpoint.headersSealed());
    }

    String secret(Endpoint endpoint) {
        return secrets.unseal(endpoint.id(), endpoint.secretSealed());
    }
}
