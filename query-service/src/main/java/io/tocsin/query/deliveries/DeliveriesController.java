package io.tocsin.query.deliveries;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.paging.Page;
import io.tocsin.query.paging.TimeParameter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping({"/internal/v1/webhooks/{id}", "/api/v1/webhooks/{id}"})
class DeliveriesController {
    private static final Set<String> STATUSES = Set.of("pending", "delivered", "exhausted", "cancelled", "filtered");

    /** @param until now, if it is left out */
    record Range(@Nullable String since, @Nullable String until) {}

    record Recovered(int recovered) {}

    private final Deliveries deliveries;
    private final InstantSource clock;

    DeliveriesController(Deliveries deliveries, InstantSource clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @GetMapping("/deliveries")
    Page<Delivery> list(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (status != null && !STATUSES.contains(status)) {
            throw ApiException.invalid("status", "is pending, delivered, exhausted, cancelled or filtered");
        }
        int size = Page.limit(limit);
        return Page.of(
                deliveries.page(caller.accountId(), id, status, Cursor.parse(cursor), size + 1),
                size,
                delivery -> new Cursor(delivery.createdAt(), delivery.id()),
                delivery -> delivery);
    }

    @GetMapping("/deliveries/{delivery}")
    Delivery read(Caller caller, @PathVariable String id, @PathVariable String delivery) {
        return deliveries.find(caller.accountId(), id, delivery);
    }

    @PostMapping("/deliveries/{delivery}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Delivery resend(Caller caller, @PathVariable String id, @PathVariable String delivery) {
        deliveries.resend(caller.accountId(), id, delivery);
        return deliveries.find(caller.accountId(), id, delivery);
    }

    @PostMapping("/recover")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Recovered recover(Caller caller, @PathVariable String id, @RequestBody Range range) {
        Instant since = TimeParameter.parse("since", range.since());
        if (since == null) {
            throw ApiException.invalid("since", "is missing");
        }
        Instant until = TimeParameter.parse("until", range.until(), clock.instant());
        if (!until.isAfter(since)) {
            throw ApiException.invalid("until", "is after since");
        }
        return new Recovered(deliveries.recover(caller.accountId(), id, since, until));
    }
}
