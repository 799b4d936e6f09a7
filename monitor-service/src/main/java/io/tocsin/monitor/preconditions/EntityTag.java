package io.tocsin.monitor.preconditions;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An ETag (RFC 9110 §8.8.3) that is a revision, so that what changes without one, like a status, is no change. */
public record EntityTag(long revision) {
    private static final Pattern WEAKNESS = Pattern.compile("^W/");

    /** Whether an If-Match header names this one; proxies that compress make it weak, so a weak one counts too. */
    public boolean matches(String ifMatch) {
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
