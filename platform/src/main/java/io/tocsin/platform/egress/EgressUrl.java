package io.tocsin.platform.egress;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that a customer gave, taken apart as the client will use it. That it is well-formed says nothing about
 * whether it may be reached: that is decided when its name is resolved.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in ASCII and lower case; an IPv6 address without brackets
 * @param port 1 to 65535, the scheme's own where none was given
 * @param target path and query, escaped; never empty
 */
public record EgressUrl(String scheme, String host, int port, String target) {
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::(\\d{0,5}))?");
    private static final int LONGEST = 8192;
    private static final int LONGEST_HOST = 253;

    /**
     * Takes an absolute URL apart; a fragment is dropped, and characters that a browser would escape are escaped.
     *
     * @throws IllegalArgumentException with a sentence for the customer
     */
    public static EgressUrl parse(String text) {
        return of(uri(text));
    }

    /**
     * Where a Location header leads from here (RFC 9110 §10.2.2).
     *
     * @throws IllegalArgumentException with a sentence for the customer
     */
    EgressUrl resolve(String location) {
        return of(uri(toString()).resolve(uri(location)));
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }

    boolean hasOriginOf(EgressUrl other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
    }

    /** Host and, where it is not the scheme's own, port, as in a Host header. */
    public String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == defaultPort(scheme) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return scheme + "://" + authority() + target;
    }

    private static EgressUrl of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("The URL must begin with http:// or https://");
        }
        String authority = uri.getRawAuthority();
        if (authority == null) {
            throw new IllegalArgumentException("The URL names no host");
        }
        if (authority.contains("@")) {
            throw new IllegalArgumentException("The URL must not carry a user name or password");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw new IllegalArgumentException("The host or port of the URL is not valid");
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new EgressUrl(scheme, host(parts.group(1)), port(scheme, parts.group(2)), path + query);
    }

    private static URI uri(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("The URL is longer than %d characters".formatted(LONGEST));
        }
        try {
            return new URI(escape(text.strip()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The URL is not valid", e);
        }
    }

    private static String host(String text) {
        if (text.startsWith("[")) {
            return text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT);
        }
        try {
            String host = IDN.toASCII(unescape(text), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            if (host.isEmpty() || host.length() > LONGEST_HOST || !host.matches("[a-z0-9._-]+")) {
                throw new IllegalArgumentException("not a host");
            }
            return host;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The host of the URL is not valid", e);
        }
    }

    private static int port(String scheme, @Nullable String text) {
        int port = text == null || text.isEmpty() ? defaultPort(scheme) : Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("The port of the URL must be between 1 and 65535");
        }
        return port;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** Percent-encodes what RFC 3986 does not allow but people and servers write: spaces, braces, other scripts. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c > ' ' && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append(String.format("%02X", (int) c));
            }
        }
        return escaped.toString();
    }

    private static String unescape(String host) {
        return host.indexOf('%') < 0 ? host : URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
