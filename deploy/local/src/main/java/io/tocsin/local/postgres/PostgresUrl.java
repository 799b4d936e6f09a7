package io.tocsin.local.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A database's address in the form that PostgreSQL's own programs take: {@code postgresql://user:password@host:port/db}.
 *
 * @param query what follows the question mark, such as {@code sslmode=require}; empty if nothing does
 */
public record PostgresUrl(String user, String password, String host, int port, String database, String query) {

    private static final int DEFAULT_PORT = 5432;

    /** @throws IllegalArgumentException with a reason that does not repeat the password */
    public static PostgresUrl of(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("it is not a URI; special characters of a password are percent-encoded");
        }
        var scheme = uri.getScheme();
        if (!"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
            throw new IllegalArgumentException("it does not begin with postgresql://");
        }
        var account = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        var path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (uri.getHost() == null || !account.contains(":") || path.length() < 2) {
            throw new IllegalArgumentException("it is not of the form postgresql://user:password@host:port/database");
        }
        var colon = account.indexOf(':');
        return new PostgresUrl(
                decode(account.substring(0, colon)),
                decode(account.substring(colon + 1)),
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                decode(path.substring(1)),
                uri.getRawQuery() == null ? "" : uri.getRawQuery());
    }

    public PostgresUrl withDatabase(String other) {
        return new PostgresUrl(user, password, host, port, other, query);
    }

    public PostgresUrl withUser(String otherUser, String otherPassword) {
        return new PostgresUrl(otherUser, otherPassword, host, port, database, query);
    }

    /** For Java's drivers; carries neither user nor password. */
    public String jdbc() {
        return "jdbc:postgresql://%s:%d/%s%s".formatted(host, port, encode(database), suffix());
    }

    public Connection connect() throws SQLException {
        var account = new Properties();
        account.setProperty("user", user);
        account.setProperty("password", password);
        return DriverManager.getConnection(jdbc(), account);
    }

    /** The whole address, password included: for the environment of a service, never for a log. */
    public String uri() {
        return "postgresql://%s:%s@%s:%d/%s%s"
                .formatted(encode(user), encode(password), host, port, encode(database), suffix());
    }

    /** Without the password, so that it may appear in messages. */
    @Override
    public String toString() {
        return "postgresql://%s@%s:%d/%s".formatted(user, host, port, database);
    }

    private String suffix() {
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
