package io.tocsin.query.transformations;

import com.dashjoin.jsonata.Jsonata;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for functions of the language that make much out of little in one step: they are taken away, replaced, or
 * refuse what would take them long.
 */
final class BoundedFunctions {
    private static final int MOST_ELEMENTS = 1_000;
    private static final int LONGEST_LOOKED_FOR = 1_000;
    private static final int MOST_PLACES = 100;

    private static final List<String> REFUSED = List.of(
            "eval",
            "pad",
            "match",
            "formatInteger",
            "formatNumber",
            "formatBase",
            "parseInteger",
            "fromMillis",
            "toMillis",
            "now",
            "millis",
            "random",
            "shuffle");

    private BoundedFunctions() {}

    static void bindTo(Jsonata.Frame frame) {
        REFUSED.forEach(name -> frame.bind(name, function(name, _ -> {
            throw new BoundExceededException("$%s is not available here".formatted(name));
        })));
        frame.bind("join", function("join", BoundedFunctions::join));
        frame.bind("replace", function("replace", BoundedFunctions::replace));
        guard(frame, "map", "<af>", "map", BoundedFunctions::ownFunction);
        guard(frame, "filter", "<af>", "filter", BoundedFunctions::ownFunction);
        guard(frame, "single", "<af?>", "single", BoundedFunctions::ownFunction);
        guard(frame, "reduce", "<afj?:j>", "foldLeft", BoundedFunctions::ownFunction);
        guard(frame, "sift", "<o-f?:o>", "sift", BoundedFunctions::ownFunction);
        guard(frame, "each", "<o-f:a>", "each", BoundedFunctions::ownFunction);
        guard(frame, "sort", "<af?:a>", "sort", BoundedFunctions::ownFunction);
        guard(frame, "spread", "<x-:a<o>>", "spread", BoundedFunctions::fewElements);
        guard(frame, "distinct", "<x:x>", "distinct", BoundedFunctions::fewElements);
        guard(frame, "contains", "<s-(sf):b>", "contains", BoundedFunctions::shortText);
        guard(frame, "substringBefore", "<s-s:s>", "substringBefore", BoundedFunctions::shortText);
        guard(frame, "substringAfter", "<s-s:s>", "substringAfter", BoundedFunctions::shortText);
        guard(frame, "split", "<s-(sf)n?:a<s>>", "split", BoundedFunctions::shortText);
        guard(frame, "round", "<n-n?:n>", "round", BoundedFunctions::fewPlaces);
    }

    private static Jsonata.JFunction function(String name, Jsonata.FnVarArgs<Object> body) {
        return Jsonata.function(name, body, null);
    }

    private static void guard(Jsonata.Frame frame, String name, String signature, String method, Guarded.Guard guard) {
        frame.bind(name, new Guarded(name, signature, method, guard));
    }

    /** What the language's own functions do for each element is one step: nothing would count it. */
    private static void ownFunction(String name, List<?> arguments) {
        if (arguments.stream().anyMatch(Jsonata.JFunction.class::isInstance)) {
            throw new BoundExceededException(
                    "$%s takes functions that are written out, as function($x) { $uppercase($x) }".formatted(name));
        }
    }

    /** They look at each pair of elements, at worst. */
    private static void fewElements(String name, List<?> arguments) {
        if (elements(argument(arguments, 0), 0) > MOST_ELEMENTS) {
            throw new BoundExceededException("$%s takes at most %d elements".formatted(name, MOST_ELEMENTS));
        }
    }

    private static int elements(@Nullable Object value, int before) {
        int count = before + 1;
        if (value instanceof Collection<?> list) {
            for (Object element : list) {
                count = count > MOST_ELEMENTS ? count : elements(element, count);
            }
        }
        return count;
    }

    /** Looking for a long text compares it at every place. */
    private static void shortText(String name, List<?> arguments) {
        if (text(arguments, 1).length() > LONGEST_LOOKED_FOR) {
            throw new BoundExceededException("$%s looks for at most %d characters".formatted(name, LONGEST_LOOKED_FOR));
        }
    }

    /** The library writes out every digit that it is asked for. */
    private static void fewPlaces(String name, List<?> arguments) {
        if (argument(arguments, 1) instanceof Number places && Math.abs(places.doubleValue()) > MOST_PLACES) {
            throw new BoundExceededException("$%s takes at most %d places".formatted(name, MOST_PLACES));
        }
    }

    private static @Nullable Object join(List<?> arguments) {
        Object parts = argument(arguments, 0);
        if (parts == null) {
            return null;
        }
        String between = text(arguments, 1);
        StringBuilder joined = new StringBuilder();
        boolean first = true;
        for (Object part : parts instanceof Collection<?> list ? list : List.of(parts)) {
            if (!first) {
                joined.append(between);
            }
            first = false;
            joined.append(part);
            Bounds.checkLength(joined.length());
        }
        return joined.toString();
    }

    private static @Nullable Object replace(List<?> arguments) {
        if (argument(arguments, 0) == null) {
            return null;
        }
        shortText("replace", arguments);
        String text = text(arguments, 0);
        String what = text(arguments, 1);
        String by = text(arguments, 2);
        if (what.isEmpty()) {
            throw new BoundExceededException("$replace needs a text to look for");
        }
        long left = argument(arguments, 3) instanceof Number most ? most.longValue() : Long.MAX_VALUE;
        StringBuilder replaced = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(what); at >= 0 && left > 0; at = text.indexOf(what, from)) {
            left--;
            replaced.append(text, from, at).append(by);
            Bounds.checkLength(replaced.length());
            from = at + what.length();
        }
        return replaced.append(text.substring(from)).toString();
    }

    private static @Nullable Object argument(List<?> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static String text(List<?> arguments, int index) {
        Object value = argument(arguments, index);
        return value == null ? "" : value.toString();
    }
}
