package io.tocsin.platform.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A PostgreSQL connection URI (libpq, section 32.1.1.2): {@code postgresql://user:password@host:port/database}. */
record DatabaseUrl(String jdbcUrl, String user, String password) {
    private static final Pattern SHAPE =
            Pattern.compile("postgres(?:ql)?://([^:@/]+)(?::([^@/]*))?@([^/?]+)/([^/?]+)(?:\\?(.*))?");

    /**
     * Seconds; they bound what a database can keep waiting that vanished without a word. The slowest work of the product
     * itself is shorter.
     */
    private static final List<String> DEADLINES = List.of("connectTimeout=2", "socketTimeout=60", "tcpKeepAlive=true");

    static DatabaseUrl parse(String setting, String text) {
        Matcher url = SHAPE.matcher(text);
        if (!url.matches()) {
            throw new SettingsException(
                    setting + " is not a PostgreSQL URI: write postgresql://user:password@host:port/database");
        }
        String parameters = url.group(5) == null ? "" : "&" + url.group(5);
        return new DatabaseUrl(
                "jdbc:postgresql://%s/%s?reWriteBatchedInserts=true%s"
                        .formatted(url.group(3), url.group(4), parameters),
                decode(url.group(1)),
                url.group(2) == null ? "" : decode(url.group(2)));
    }

    /** The same with a deadline for everything, where the URI sets none: for work, not for migrations. */
    DatabaseUrl withDeadlines() {
        String missing = DEADLINES.stream()
                .filter(deadline -> !jdbcUrl.contains("&" + deadline.substring(0, deadline.indexOf('=') + 1)))
                .map(deadline -> "&" + deadline)
                .collect(Collectors.joining());
        return new DatabaseUrl(jdbcUrl + missing, user, password);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
