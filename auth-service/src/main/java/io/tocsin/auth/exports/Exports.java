package io.tocsin.auth.exports;

import io.tocsin.auth.accounts.Account;
import io.tocsin.auth.accounts.Accounts;
import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.people.People;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.preferences.Preferences;
import io.tocsin.platform.tokens.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what this service keeps, without secrets or their hashes. */
@Service
class Exports {
    private final People people;
    private final Accounts accounts;
    private final Preferences preferences;
    private final AuditPublisher audit;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    Exports(
            People people,
            Accounts accounts,
            Preferences preferences,
            AuditPublisher audit,
            JdbcClient jdbc,
            InstantSource clock) {
        this.people = people;
        this.accounts = accounts;
        this.preferences = preferences;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Map<String, Object> ofPerson(Caller caller) {
        Person person = people.byId(caller.id());
        Map<String, Object> export = begun();
        export.put("user", person);
        export.put("preferences", preferences.of(person.id()).document());
        for (ExportList list : List.of(ExportList.SESSIONS, ExportList.IDENTITIES, ExportList.KNOWN_NETWORKS)) {
            export.put(list.wireName(), rows(list, person.id()));
        }
        audit.caller(caller, "user.exported", person.id(), Map.of());
        return export;
    }

    @Transactional
    public Map<String, Object> ofAccount(Caller caller) {
        Account account = accounts.byId(caller.accountId());
        Map<String, Object> export = begun();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", account.id());
        facts.put("name", account.name());
        facts.put("tier", account.tier().wireName());
        facts.put("created_at", account.createdAt());
        facts.put("deletion_requested_at", account.deletionRequestedAt());
        export.put("account", facts);
        export.put("plan", accounts.planOf(account));
        for (ExportList list : ExportList.OF_ACCOUNTS) {
            export.put(list.wireName(), rows(list, account.id()));
        }
        audit.caller(caller, "account.exported", account.id(), Map.of());
        return export;
    }

    /** One list in comma-separated values. */
    @Transactional
    public String csv(Caller caller, ExportList list) {
        boolean own = list == ExportList.SESSIONS;
        String id = own ? caller.id() : caller.accountId();
        audit.caller(caller, own ? "user.exported" : "account.exported", id, Map.of("list", list.wireName()));
        return Csv.of(list.columns(), rows(list, id));
    }

    private Map<String, Object> begun() {
        Map<String, Object> export = new LinkedHashMap<>();
        export.put("exported_at", clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return export;
    }

    private List<Map<String, Object>> rows(ExportList list, String id) {
        return jdbc.sql(list.query())
                .param(id)
                .query((row, _) -> values(list, row))
                .list();
    }

    private static Map<String, Object> values(ExportList list, ResultSet row) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String column : list.columns()) {
            Object value = row.getObject(column);
            values.put(column, value instanceof Timestamp time ? instant(time) : value);
        }
        return values;
    }

    private static Instant instant(Timestamp time) {
        return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}
