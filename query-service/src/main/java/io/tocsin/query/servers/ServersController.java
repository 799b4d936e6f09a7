package io.tocsin.query.servers;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.paging.Page;
import io.tocsin.schemas.ErrorCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ServersController {
    record View(
            String id, int no, String hostname, @Nullable String collectorId, Instant lastSeenAt) {
        static View of(Server server) {
            return new View(server.id(), server.no(), server.hostname(), server.collectorId(), server.lastSeenAt());
        }
    }

    private final Servers servers;

    ServersController(Servers servers) {
        this.servers = servers;
    }

    @GetMapping({"/internal/v1/servers", "/api/v1/servers"})
    Page<View> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit);
        return Page.of(
                servers.page(caller.accountId(), after(Cursor.parse(cursor)), size + 1),
                size,
                server -> new Cursor(Instant.EPOCH, Integer.toString(server.no())),
                View::of);
    }

    @GetMapping({"/internal/v1/servers/{id}", "/api/v1/servers/{id}"})
    View read(Caller caller, @PathVariable String id) {
        return servers.find(caller.accountId(), id)
                .map(View::of)
                .orElseThrow(() -> new ApiException(ErrorCode.SERVER_001));
    }

    private static int after(@Nullable Cursor cursor) {
        try {
            return cursor == null ? 0 : Integer.parseInt(cursor.key());
        } catch (NumberFormatException _) {
            throw ApiException.invalid("cursor", "is not one that a list has answered");
        }
    }
}
