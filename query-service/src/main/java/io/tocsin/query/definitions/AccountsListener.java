package io.tocsin.query.definitions;

import io.tocsin.events.AccountChanged;
import io.tocsin.query.intake.Arrival;
import io.tocsin.query.intake.PositionTable;
import io.tocsin.query.intake.Reception;
import io.tocsin.query.intake.Verdict;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class AccountsListener implements Reception<AccountChanged, List<Arrival<AccountChanged>>> {
    private final PositionTable positions;
    private final Accounts accounts;

    AccountsListener(PositionTable positions, Accounts accounts) {
        this.positions = positions;
        this.accounts = accounts;
    }

    @KafkaListener(topics = "accounts.v1", groupId = "query-accounts")
    void accountsChanged(List<ConsumerRecord<String, Object>> records, Consumer<?, ?> consumer) {
        positions.receive(records, consumer, this);
    }

    @Override
    public Class<AccountChanged> type() {
        return AccountChanged.class;
    }

    @Override
    public boolean knowsTombstones() {
        return true;
    }

    @Override
    public List<Verdict> judge(List<Arrival<AccountChanged>> arrivals) {
        return arrivals.stream()
                .map(arrival -> {
                    AccountChanged event = arrival.event();
                    // an account goes by its deletion date, which comes before the tombstone
                    if (event == null) {
                        return new Verdict.Ignore();
                    }
                    return event.getAccountId().equals(arrival.key())
                            ? Verdict.TAKE
                            : new Verdict.Refuse("Key and account differ");
                })
                .toList();
    }

    @Override
    public List<Arrival<AccountChanged>> prepare(
            List<Arrival<AccountChanged>> taken, BiConsumer<Arrival<AccountChanged>, String> refused) {
        return taken;
    }

    @Override
    public void store(List<Arrival<AccountChanged>> taken) {
        for (Arrival<AccountChanged> arrival : taken) {
            AccountChanged event = arrival.fact();
            accounts.put(new Accounts.Account(
                    event.getAccountId(),
                    event.getRevision(),
                    event.getTier(),
                    event.getRetentionDays(),
                    event.getSuspendedAt(),
                    event.getDeletedAt(),
                    event.getChangedAt()));
        }
    }
}
