package io.tocsin.query.transformations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Transformations that come with the product; an endpoint names one instead of an expression. */
public enum Shipped {
    SLACK("Incoming webhooks of Slack, and of what understands the same"),
    TEAMS("Workflows of Microsoft Teams: an adaptive card");

    /** What is said of one to whoever chooses. */
    public record Description(String name, String description, String expression) {}

    private final String meaning;
    private final String expression;

    Shipped(String meaning) {
        this.meaning = meaning;
        this.expression = load(wireName() + ".jsonata");
    }

    /** All of them. */
    public static List<Description> all() {
        return Stream.of(values())
                .map(shipped -> new Description(shipped.wireName(), shipped.meaning, shipped.expression))
                .toList();
    }

    static @Nullable Shipped named(String text) {
        return Stream.of(values())
                .filter(shipped -> shipped.wireName().equals(text.strip()))
                .findFirst()
                .orElse(null);
    }

    String expression() {
        return expression;
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String load(String file) {
        try (InputStream resource = Objects.requireNonNull(Shipped.class.getResourceAsStream(file))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
