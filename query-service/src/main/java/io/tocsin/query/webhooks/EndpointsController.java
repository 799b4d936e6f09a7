package io.tocsin.query.webhooks;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.JsonErrors;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.paging.Page;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Webhook endpoints over HTTP. */
@RestController
@RequestMapping({"/internal/v1/webhooks", "/api/v1/webhooks"})
class EndpointsController {
    /** @param previousUntil until when the secret before this one signs too */
    record SecretAnswer(String secret, @Nullable Instant previousUntil) {}

    record TestAnswer(String eventId) {}

    private final Subscriptions subscriptions;
    private final Endpoints endpoints;
    private final HookUrls urls;
    private final PlanTable plans;
    private final JsonMapper json;

    EndpointsController(
            Subscriptions subscriptions, Endpoints endpoints, HookUrls urls, PlanTable plans, JsonMapper json) {
        this.subscriptions = subscriptions;
        this.endpoints = endpoints;
        this.urls = urls;
        this.plans = plans;
        this.json = json;
    }

    @GetMapping
    Page<EndpointAnswer> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit);
        return Page.of(
                endpoints.page(caller.accountId(), Cursor.parse(cursor), size + 1),
                size,
                endpoint -> new Cursor(endpoint.createdAt(), endpoint.id()),
                EndpointAnswer::listed);
    }

    /** The address is judged before the plan: a forbidden one is refused whatever there is room for. */
    @PostMapping
    ResponseEntity<EndpointAnswer> create(Caller caller, @RequestBody EndpointBody body) {
        Wishes wishes = body.wishes();
        Wishes admitted = wishes.at(urls.admitted(wishes.url()));
        Endpoint made = subscriptions.take(caller, plans.maxEndpoints(caller), admitted);
        return ResponseEntity.created(URI.create("/internal/v1/webhooks/" + made.id()))
                .eTag(new EntityTag(made.revision()).toString())
                .body(EndpointAnswer.of(made, subscriptions.headers(made), subscriptions.secret(made)));
    }

    @GetMapping("/{id}")
    EndpointAnswer read(Caller caller, @PathVariable String id, HttpServletResponse response) {
        Endpoint endpoint = subscriptions.find(caller.accountId(), id);
        return tagged(caller, endpoint, response);
    }

    /** JSON Merge Patch (RFC 7396); null takes the default. */
    @PatchMapping("/{id}")
    EndpointAnswer change(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode patch,
            HttpServletResponse response) {
        if (ifMatch == null) {
            throw new ApiException(ErrorCode.WEBHOOK_005);
        }
        Endpoint seen = subscriptions.find(caller.accountId(), id);
        Wishes wishes = merged(patch, seen).wishes();
        // outside of the transaction: a name may take its time to be resolved
        Wishes admitted = wishes.url().equals(seen.url()) ? wishes : wishes.at(urls.admitted(wishes.url()));
        Endpoint changed = subscriptions.change(caller, id, ifMatch, before -> {
            if (before.revision() != seen.revision()) {
                throw new ApiException(ErrorCode.WEBHOOK_004);
            }
            return subscriptions.changed(before, admitted);
        });
        return tagged(caller, changed, response);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        subscriptions.end(caller, id, ifMatch);
    }

    @GetMapping("/{id}/secret")
    SecretAnswer secret(Caller caller, @PathVariable String id) {
        return secretOf(subscriptions.find(caller.accountId(), id));
    }

    @PostMapping("/{id}/secret/rotate")
    SecretAnswer rotate(Caller caller, @PathVariable String id) {
        return secretOf(subscriptions.change(caller, id, "*", subscriptions::rotated));
    }

    @PostMapping("/{id}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    TestAnswer test(Caller caller, @PathVariable String id) {
        return new TestAnswer(subscriptions.test(caller, id));
    }

    private EndpointBody merged(ObjectNode patch, Endpoint current) {
        ObjectNode merged = json.valueToTree(EndpointBody.of(current, subscriptions.headers(current)));
        patch.forEachEntry((field, value) -> {
            if (field.equals("headers")
                    && value.isObject()
                    && merged.path(field).isObject()) {
                ObjectNode headers = merged.path(field).asObject();
                value.forEachEntry((name, content) -> {
                    headers.propertyNames().stream()
                            .filter(name::equalsIgnoreCase)
                            .toList()
                            .forEach(headers::remove);
                    headers.set(name, content);
                });
            } else {
                merged.set(field, value);
            }
        });
        try {
            return json.treeToValue(merged, EndpointBody.class);
        } catch (JacksonException e) {
            throw JsonErrors.explain(e);
        }
    }

    private SecretAnswer secretOf(Endpoint endpoint) {
        return new SecretAnswer(subscriptions.secret(endpoint), endpoint.previousUntil());
    }

    private EndpointAnswer tagged(Caller caller, Endpoint endpoint, HttpServletResponse response) {
        response.setHeader(HttpHeaders.ETAG, new EntityTag(endpoint.revision()).toString());
        boolean trusted = caller.kind() == Caller.Kind.CLIENT
                || List.of("owner", "admin").contains(Objects.requireNonNullElse(caller.role(), ""));
        Map<String, String> headers = trusted ? subscriptions.headers(endpoint) : null;
        return EndpointAnswer.of(endpoint, headers, null);
    }
}
