package io.tocsin.auth.people;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people of all accounts. */
@Service
public class People {
    private final UserRows rows;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    People(UserRows rows, JdbcClient jdbc, InstantSource clock) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws ApiException if the address is taken */
    @Transactional(propagation = Propagation.MANDATORY)
    public Person add(String accountId, NewPerson person, String passwordHash, Role role, Instant now) {
        try {
            return byId(rows.saveAndFlush(new User(accountId, person, passwordHash, role, now))
                    .id());
        } catch (DataIntegrityViolationException _) {
            throw new ApiException(ErrorCode.AUTH_008);
        }
    }

    public boolean isTaken(EmailAddress email) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM users WHERE lower(email) = ?)")
                .param(email.value())
                .query(Boolean.class)
                .single();
    }

    public Person byId(String id) {
        return jdbc.sql("SELECT " + Person.COLUMNS + " FROM users u JOIN accounts a ON a.id = u.account_id"
                        + " WHERE u.id = ?")
                .param(id)
                .query((row, _) -> Person.of(row))
                .optional()
                .orElseThrow(() -> new ApiException(ErrorCode.AUTH_001));
    }

    /**
     * Somebody who can sign in now.
     *
     * @throws ApiException USER_001 if there is no such person, USER_004 if the person or the account is suspended
     */
    public Person usable(String id) {
        boolean suspended = jdbc.sql("SELECT a.suspended_at IS NOT NULL OR u.suspended_at IS NOT NULL"
                        + " FROM users u JOIN accounts a ON a.id = u.account_id WHERE u.id = ?")
                .param(id)
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> new ApiException(ErrorCode.USER_001));
        if (suspended) {
            throw new ApiException(ErrorCode.USER_004, "The user is suspended");
        }
        return byId(id);
    }

    /** Null where nobody has the address. */
    public @Nullable Credentials credentials(EmailAddress email) {
        return jdbc.sql("SELECT " + Person.COLUMNS
                        + ", u.password_hash, a.suspended_at IS NOT NULL OR u.suspended_at IS NOT NULL AS suspended"
                        + " FROM users u JOIN accounts a ON a.id = u.account_id WHERE lower(u.email) = ?")
                .param(email.value())
                .query((row, _) ->
                        new Credentials(Person.of(row), row.getString("password_hash"), row.getBoolean("suspended")))
                .optional()
                .orElse(null);
    }

    /** Whether that is still the password and the account may be used; neither changes before the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean keeps(String id, String passwordHash) {
        return jdbc.sql("""
            SELECT u.password_hash FROM users u JOIN accounts a ON a.id = u.account_id
            WHERE u.id = ? AND a.suspended_at IS NULL AND u.suspended_at IS NULL FOR SHARE OF u, a\
            """)
                .param(id)
                .query(String.class)
                .optional()
                .filter(passwordHash::equals)
                .isPresent();
    }

    /** The hash of the password that counts now; null where there is no such person. */
    public @Nullable String passwordHash(String id) {
        return jdbc.sql("SELECT password_hash FROM users WHERE id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** @param image null for none */
    @Transactional
    public void changeProfile(String id, String name, @Nullable String image) {
        rows.getReferenceById(id).changeProfile(name, image, now());
    }

    @Transactional
    public void rename(String id, String name) {
        NewPerson.checkName(name);
        rows.getReferenceById(id).rename(name, now());
    }

    @Transactional
    public void changePassword(String id, String passwordHash) {
        rows.getReferenceById(id).changePassword(passwordHash, now());
        // before sessions are ended: none can be opened with the former one from here on
        rows.flush();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
