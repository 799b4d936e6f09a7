package io.tocsin.auth.oversight;

import io.tocsin.auth.paging.Page;
import io.tocsin.auth.paging.PageRequest;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds users of all accounts. */
@Repository
class UserSearch {
    private static final String SELECT =
            "SELECT " + SeenUser.COLUMNS + " FROM users u JOIN accounts a ON a.id = u.account_id";
    private static final String FILTER = """
         WHERE u.id > :after
          AND (:account::text IS NULL OR u.account_id = :account)
          AND (:suspended::boolean IS NULL OR (u.suspended_at IS NOT NULL) = :suspended)
          AND (:search::text IS NULL OR u.id = :exact OR u.name ILIKE :search OR u.email ILIKE :search)
        ORDER BY u.id LIMIT :most\
        """;

    private final JdbcClient jdbc;

    UserSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param q part of the name or e-mail address, or an id */
    Page<SeenUser> page(
            @Nullable String q, @Nullable String accountId, @Nullable Boolean suspended, PageRequest request) {
        List<SeenUser> found = jdbc.sql(SELECT + FILTER)
                .param("after", request.after())
                .param("account", accountId)
                .param("suspended", suspended)
                .param("search", SearchText.pattern(q))
                .param("exact", q)
                .param("most", request.rows())
                .query((row, _) -> SeenUser.of(row))
                .list();
        return request.page(found, SeenUser::id);
    }

    /** @throws ApiException USER_001 if there is none */
    SeenUser byId(String id) {
        return one(SELECT + " WHERE u.id = ?", id);
    }

    /** The same, and nobody else changes the user until the end of the transaction. */
    SeenUser locked(String id) {
        return one(SELECT + " WHERE u.id = ? FOR UPDATE OF u", id);
    }

    private SeenUser one(String sql, String id) {
        return jdbc.sql(sql)
                .param(id)
                .query((row, _) -> SeenUser.of(row))
                .optional()
                .orElseThrow(() -> new ApiException(ErrorCode.USER_001));
    }
}
