package io.tocsin.auth.signin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.tocsin.auth.accounts.Tier;
import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.people.Credentials;
import io.tocsin.auth.people.Person;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

class RefusedSignInsTest {
    private final AuditPublisher audit = mock();
    private final AtomicBoolean away = new AtomicBoolean(true);
    private final RefusedSignIns refused = new RefusedSignIns(audit, new TransactionOperations() {
        @Override
        public <T> @Nullable T execute(TransactionCallback<T> action) {
            if (away.get()) {
                throw new CannotCreateTransactionException("The database is away");
            }
            return TransactionOperations.withoutTransaction().execute(action);
        }
    });

    @Test
    void tellsOfThemOnceTheDatabaseIsBack() {
        Instant joined = Instant.parse("2026-11-20T17:42:46Z");
        Person person =
                new Person("usr_1", "acc_1", "Ada", "ada@example.org", null, "owner", Tier.FREE, joined, joined);
        refused.add(new Credentials(person, "", false), "192.0.2.1");
        refused.add(new Credentials(person, "", false), "192.0.2.1");
        assertThatThrownBy(refused::publish).isInstanceOf(CannotCreateTransactionException.class);
        verifyNoInteractions(audit);
        refused.add(new Credentials(person, "", false), "192.0.2.1");
        away.set(false);

        refused.publish();
        refused.publish();

        verify(audit)
                .user(
                        person.accountId(),
                        person.id(),
                        "sign_in.refused",
                        person.id(),
                        "192.0.2.1",
                        Map.of("attempts", "3"));
        verifyNoMoreInteractions(audit);
    }
}
