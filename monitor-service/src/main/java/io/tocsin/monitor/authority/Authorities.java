package io.tocsin.monitor.authority;

import io.tocsin.platform.encryption.FieldEncryption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All authorities, their private keys encrypted. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class Authorities {
    /** Any number, as long as nobody else locks it. */
    private static final long LOCK = 0x7463_6175_7468_6f72L;

    private final JdbcClient jdbc;
    private final FieldEncryption encryption;

    Authorities(JdbcClient jdbc, FieldEncryption encryption) {
        this.jdbc = jdbc;
        this.encryption = encryption;
    }

    /** Makes other instances wait until the transaction ends, so that two that start at once found one authority. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query(rows -> {});
    }

    /** Those that are valid then, the newest first. */
    List<Authority> valid(Authority.Kind kind, Instant at) {
        return jdbc.sql("""
            SELECT id, public_part, private_key, not_before, not_after, created_at FROM authority
            WHERE kind = :kind AND :at BETWEEN not_before AND not_after
            ORDER BY created_at DESC, id DESC
            """)
                .param("kind", kind.text())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> read(kind, row))
                .list();
    }

    void add(Authority authority) {
        jdbc.sql("""
            INSERT INTO authority (id, kind, public_part, private_key, not_before, not_after, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
                .params(
                        authority.id(),
                        authority.kind().text(),
                        authority.publicPart(),
                        encryption.encrypt(authority.privateKey(), context(authority.id())),
                        authority.notBefore().atOffset(ZoneOffset.UTC),
                        authority.notAfter().atOffset(ZoneOffset.UTC),
                        authority.foundedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Authority read(Authority.Kind kind, ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Authority(
                id,
                kind,
                row.getString("public_part"),
                encryption.decrypt(row.getString("private_key"), context(id)),
                row.getObject("not_before", OffsetDateTime.class).toInstant(),
                row.getObject("not_after", OffsetDateTime.class).toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static String context(String id) {
        return "authority.private_key " + id;
    }
}
