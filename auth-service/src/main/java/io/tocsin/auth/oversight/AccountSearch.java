package io.tocsin.auth.oversight;

import io.tocsin.auth.paging.Page;
import io.tocsin.auth.paging.PageRequest;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds accounts of all customers. */
@Repository
class AccountSearch {
    private static final String SELECT =
            "SELECT " + SeenAccount.COLUMNS + " FROM accounts a WHERE a.deleted_at IS NULL";
    private static final String FILTER = """
         AND a.id > :after
          AND (:tier::text IS NULL OR a.tier = :tier)
          AND (:suspended::boolean IS NULL OR (a.suspended_at IS NOT NULL) = :suspended)
          AND (:search::text IS NULL OR a.id = :exact OR a.name ILIKE :search
               OR EXISTS (SELECT FROM users s WHERE s.account_id = a.id AND s.email ILIKE :search))
        ORDER BY a.id LIMIT :most\
        """;

    private final JdbcClient jdbc;

    AccountSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param q part of the name or of a user's e-mail address, or an id */
    Page<SeenAccount> page(
            @Nullable String q, @Nullable String tier, @Nullable Boolean suspended, PageRequest request) {
        List<SeenAccount> found = jdbc.sql(SELECT + FILTER)
                .param("after", request.after())
                .param("tier", tier)
                .param("suspended", suspended)
                .param("search", SearchText.pattern(q))
                .param("exact", q)
                .param("most", request.rows())
                .query((row, _) -> SeenAccount.of(row))
                .list();
        return request.page(found, SeenAccount::id);
    }

    /** @throws ApiException ACCOUNT_001 if there is none */
    SeenAccount byId(String id) {
        return jdbc.sql(SELECT + " AND a.id = ?")
                .param(id)
                .query((row, _) -> SeenAccount.of(row))
                .optional()
                .orElseThrow(() -> new ApiException(ErrorCode.ACCOUNT_001));
    }
}
