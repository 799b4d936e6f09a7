package io.tocsin.query.webhooks;

import io.tocsin.query.webhooks.Filter.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Reads a {@link Filter}: {@code or} binds least, then {@code and}, then {@code not}. */
final class FilterParser {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DEEPEST = 20;
    private static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "contains", "true", "false", "null");
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'[^'\\\\]*')|(?<number>-?[0-9]+(?:\\.[0-9]+)?)"
                + "|(?<word>[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*)|(?<sign>!=|<=|>=|[=<>()\\[\\],]))");

    private final List<String> tokens = new ArrayList<>();
    private int next;
    private int depth;

    FilterParser(String text) {
        if (text.length() > Filter.LONGEST) {
            throw new IllegalArgumentException("must have at most %d characters".formatted(Filter.LONGEST));
        }
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        String rest = text.stripTrailing();
        while (at < rest.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("can't be read from character %d on".formatted(at + 1));
            }
            tokens.add(matcher.group().strip());
            at = matcher.end();
        }
    }

    Filter whole() {
        Filter filter = either();
        if (next < tokens.size()) {
            throw unexpected();
        }
        return filter;
    }

    private Filter either() {
        List<Filter> parts = new ArrayList<>(List.of(both()));
        while (take("or")) {
            parts.add(both());
        }
        return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
    }

    private Filter both() {
        List<Filter> parts = new ArrayList<>(List.of(one()));
        while (take("and")) {
            parts.add(one());
        }
        return parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
    }

    private Filter one() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("has more than %d levels".formatted(DEEPEST));
        }
        try {
            if (take("not")) {
                return new Filter.Not(one());
            }
            if (take("(")) {
                Filter inner = either();
                expect(")");
                return inner;
            }
            return condition();
        } finally {
            depth--;
        }
    }

    private Filter condition() {
        String field = peek();
        if (!field.matches("[A-Za-z_].*") || RESERVED.contains(field)) {
            throw unexpected();
        }
        next++;
        List<String> path = List.of(field.split("\\.", -1));
        String sign = peek();
        return Stream.of(Comparison.values())
                .filter(comparison -> comparison.sign().equals(sign))
                .findFirst()
                .<Filter>map(comparison -> {
                    next++;
                    return new Filter.Compared(path, comparison, value());
                })
                .orElseGet(() -> new Filter.Truth(path));
    }

    private JsonNode value() {
        if (!take("[")) {
            return single();
        }
        ArrayNode list = JSON.createArrayNode();
        do {
            list.add(single());
        } while (take(","));
        expect("]");
        return list;
    }

    private JsonNode single() {
        String token = peek();
        if (!literal(token) && !token.matches("[\"'0-9-].*")) {
            throw unexpected();
        }
        next++;
        try {
            return token.startsWith("'")
                    ? JSON.getNodeFactory().stringNode(token.substring(1, token.length() - 1))
                    : JSON.readTree(token);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("has a value that can't be read: " + token, e);
        }
    }

    private static boolean literal(String token) {
        return token.equals("true") || token.equals("false") || token.equals("null");
    }

    private boolean take(String token) {
        if (peek().equals(token)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw unexpected();
        }
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException(
                next < tokens.size() ? "has an unexpected %s".formatted(tokens.get(next)) : "ends too early");
    }
}
