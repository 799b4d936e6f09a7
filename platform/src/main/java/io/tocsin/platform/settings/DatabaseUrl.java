package io.tocsin.platform.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PostgreSQL connection URI (libpq, section 32.1.1.2): {@code postgresql://user:password@host:port/database}. */
record DatabaseUrl(String jdbcUrl, String user, String password) {
    private static final Pattern SHAPE =
            Pattern.compile("postgres(?:ql)?://([^:@/]+)(?::([^@/]*))?@([^/?]+)/([^/?]+)(?:\\?(.*))?");

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

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
