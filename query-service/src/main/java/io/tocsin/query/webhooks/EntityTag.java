package io.tocsin.query.webhooks;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The ETag of an endpoint (RFC 9110 §8.8.3): its revision. */
record EntityTag(long revision) {
    private static final Pattern WEAKNESS = Pattern.compile("^W/");

    /** Whether an If-Match header names this one; proxies that compress make it weak, so a weak one counts too. */
    boolean matches(String ifMatch) {
        return Stream.of(ifMatch.split(",", -1))
                .map(String::strip)
                .map(tag -> WEAKNESS.matcher(tag).replaceFirst(""))
                .anyMatch(tag -> tag.equals("*") || tag.equals(toString()));
    }

    @Override
    public String toString() {
        return "\"" + revision + "\"";
    }
}
