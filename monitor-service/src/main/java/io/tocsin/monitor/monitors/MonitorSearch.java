package io.tocsin.monitor.monitors;

import io.tocsin.monitor.paging.Cursor;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the ids of a list's next page. */
@Repository
class MonitorSearch {
    private static final String FOUND = """
        SELECT id FROM monitor
        WHERE account_id = :account AND id > :after
          AND (:type::text IS NULL OR type = :type)
          AND (:paused::boolean IS NULL OR paused = :paused)
          AND (:tag::text IS NULL OR :tag = ANY (tags))
          AND (:search::text IS NULL OR friendly_name ILIKE :search OR url ILIKE :search OR host ILIKE :search)
        ORDER BY id
        LIMIT :most
        """;
    private static final Pattern WILDCARDS = Pattern.compile("[\\\\%_]");

    private final JdbcClient jdbc;

    MonitorSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param status what the database does not know: whether the monitor with that id has the status asked for. All ids
     *     of the account are read for it, of which a plan bounds the number
     */
    List<String> ids(String accountId, MonitorFilter filter, Cursor cursor, int most, Predicate<String> status) {
        String search = filter.search();
        return jdbc
                .sql(FOUND)
                .param("account", accountId)
                .param("after", cursor.id())
                .param("type", filter.type())
                .param("paused", filter.paused())
                .param("tag", filter.tag())
                .param("search", search == null ? null : "%" + escape(search) + "%")
                .param("most", filter.decided() == null ? most : Integer.MAX_VALUE)
                .query(String.class)
                .list()
                .stream()
                .filter(status)
                .limit(most)
                .toList();
    }

    private static String escape(String text) {
        return WILDCARDS.matcher(text).replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
    }
}
