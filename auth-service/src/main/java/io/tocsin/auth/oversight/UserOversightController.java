package io.tocsin.auth.oversight;

import io.tocsin.auth.paging.Page;
import io.tocsin.auth.paging.PageRequest;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.tokens.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Users of all accounts, for operators. */
@RestController
@RequestMapping("/internal/v1/admin/users")
class UserOversightController {
    private final UserSearch search;
    private final UserOversight oversight;

    UserOversightController(UserSearch search, UserOversight oversight) {
        this.search = search;
        this.oversight = oversight;
    }

    @GetMapping
    Page<SeenUser> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(name = "account_id", required = false) @Nullable String accountId,
            @RequestParam(required = false) @Nullable Boolean suspended,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        PageRequest request = PageRequest.of(limit, cursor);
        return Tenancy.inEveryAccount(() -> search.page(q, accountId, suspended, request));
    }

    @GetMapping("/{id}")
    SeenUser read(@PathVariable String id) {
        return Tenancy.inEveryAccount(() -> search.byId(id));
    }

    @PostMapping("/{id}/suspend")
    SeenUser suspend(Caller operator, @PathVariable String id, @RequestBody Reason why) {
        return Tenancy.inEveryAccount(() -> {
            oversight.suspend(operator, id, why.reason());
            return search.byId(id);
        });
    }

    @PostMapping("/{id}/reinstate")
    SeenUser reinstate(Caller operator, @PathVariable String id) {
        return Tenancy.inEveryAccount(() -> {
            oversight.reinstate(operator, id);
            return search.byId(id);
        });
    }
}
