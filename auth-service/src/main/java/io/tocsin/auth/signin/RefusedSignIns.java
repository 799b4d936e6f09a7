package io.tocsin.auth.signin;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.people.Credentials;
import io.tocsin.auth.people.Person;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells of refused sign-ins, a few seconds later and summed up: a row written at once would show who is a user by the time
 * that it takes, and thousands of guesses would be thousands of events. Those of the last seconds die with the process.
 */
@Component
class RefusedSignIns {
    private static final int MOST = 1000;

    private record Refused(String accountId, String userId, String address) {}

    private final Map<Refused, Integer> counts = new ConcurrentHashMap<>();
    private final AuditPublisher audit;
    private final TransactionOperations transactions;

    RefusedSignIns(AuditPublisher audit, TransactionOperations transactions) {
        this.audit = audit;
        this.transactions = transactions;
    }

    /** @param credentials whose sign-in it would have been; null for nobody's, which concerns no account */
    void add(@Nullable Credentials credentials, String address) {
        if (credentials != null && counts.size() < MOST) {
            Person person = credentials.person();
            counts.merge(new Refused(person.accountId(), person.id(), address), 1, Integer::sum);
        }
    }

    @Scheduled(fixedDelayString = "PT5S")
    void publish() {
        counts.forEach((refused, count) -> {
            transactions.executeWithoutResult(_ -> audit.user(
                    refused.accountId(),
                    refused.userId(),
                    "sign_in.refused",
                    refused.userId(),
                    refused.address(),
                    Map.of("attempts", Integer.toString(count))));
            // only now, so that nothing is lost while the database is away; meanwhile there may be more
            counts.computeIfPresent(refused, (_, now) -> now > count ? now - count : null);
        });
    }
}
