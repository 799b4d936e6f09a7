package io.tocsin.auth.oversight;

import io.tocsin.auth.accounts.Tier;
import io.tocsin.auth.paging.Page;
import io.tocsin.auth.paging.PageRequest;
import io.tocsin.auth.revisions.EntityTag;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.tokens.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Accounts of all customers, for operators. */
@RestController
@RequestMapping("/internal/v1/admin/accounts")
class AccountOversightController {
    private final AccountSearch search;
    private final AccountOversight oversight;

    AccountOversightController(AccountSearch search, AccountOversight oversight) {
        this.search = search;
        this.oversight = oversight;
    }

    @GetMapping
    Page<SeenAccount> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String tier,
            @RequestParam(required = false) @Nullable Boolean suspended,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        PageRequest request = PageRequest.of(limit, cursor);
        String canonical = tier == null ? null : canonical(tier);
        return Tenancy.inEveryAccount(() -> search.page(q, canonical, suspended, request));
    }

    @GetMapping("/{id}")
    ResponseEntity<SeenAccount> read(@PathVariable String id) {
        return Tenancy.inEveryAccount(() -> answer(id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<SeenAccount> change(
            Caller operator,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode patch) {
        AccountChange change = AccountChange.of(patch);
        return Tenancy.inEveryAccount(() -> {
            oversight.change(operator, id, change, ifMatch);
            return answer(id);
        });
    }

    @PostMapping("/{id}/suspend")
    ResponseEntity<SeenAccount> suspend(Caller operator, @PathVariable String id, @RequestBody Reason why) {
        return Tenancy.inEveryAccount(() -> {
            oversight.suspend(operator, id, why.reason());
            return answer(id);
        });
    }

    @PostMapping("/{id}/reinstate")
    ResponseEntity<SeenAccount> reinstate(Caller operator, @PathVariable String id) {
        return Tenancy.inEveryAccount(() -> {
            oversight.reinstate(operator, id);
            return answer(id);
        });
    }

    private ResponseEntity<SeenAccount> answer(String id) {
        SeenAccount account = search.byId(id);
        return ResponseEntity.ok()
                .eTag(new EntityTag(account.revision()).toString())
                .body(account);
    }

    private static String canonical(String tier) {
        try {
            return Tier.of(tier).wireName();
        } catch (IllegalArgumentException _) {
            throw ApiException.invalid("tier", "is free, solo, team or enterprise");
        }
    }
}
