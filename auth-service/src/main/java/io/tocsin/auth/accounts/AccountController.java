package io.tocsin.auth.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.auth.plans.Plan;
import io.tocsin.auth.plans.Plans;
import io.tocsin.auth.revisions.EntityTag;
import io.tocsin.platform.tokens.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The caller's account, its plan, and the plans that there are. */
@RestController
class AccountController {
    record Change(@JsonProperty(required = true) String name) {}

    private final Accounts accounts;
    private final AccountNames names;
    private final Plans plans;

    AccountController(Accounts accounts, AccountNames names, Plans plans) {
        this.accounts = accounts;
        this.names = names;
        this.plans = plans;
    }

    @GetMapping("/internal/v1/account")
    ResponseEntity<AccountAnswer> account(Caller caller) {
        return answer(caller.accountId());
    }

    @PatchMapping("/internal/v1/account")
    ResponseEntity<AccountAnswer> rename(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Change change) {
        names.change(caller, change.name(), ifMatch);
        return answer(caller.accountId());
    }

    @GetMapping("/internal/v1/plans")
    Map<String, List<Plan>> plans() {
        return Map.of("data", plans.all());
    }

    private ResponseEntity<AccountAnswer> answer(String id) {
        Account account = accounts.byId(id);
        return ResponseEntity.ok()
                .eTag(new EntityTag(account.revision()).toString())
                .body(AccountAnswer.of(account, accounts.planOf(account)));
    }
}
