package io.tocsin.query.transformations;

import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches every step of an evaluation: how many there have been, how deep it is, and how much its value weighs, counted
 * as if nothing in it were shared. All that is the same on a slow machine; the clock is only the last resort. Functions that make much out of little in one step are taken away or replaced.
 */
final class Bounds {
    private static final int DEEPEST = 300;
    private static final int HEAVIEST = 100_000;
    private static final long HARDEST = 5_000_000;
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

    private final long end;
    private long work;
    private int depth;

    private Bounds(Duration patience) {
        end = System.nanoTime() + patience.toNanos();
    }

    static void over(Jsonata.Frame frame, Duration patience) {
        Bounds bounds = new Bounds(patience);
        frame.setEvaluateEntryCallback((_, _, _) -> bounds.enter());
        frame.setEvaluateExitCallback((_, _, _, result) -> bounds.leave(result));
        REFUSED.forEach(name -> frame.bind(name, function(name, _ -> {
            throw new BoundExceededException("$%s is not available here".formatted(name));
        })));
        frame.bind("join", function("join", Bounds::join));
        frame.bind("replace", function("replace", Bounds::replace));
    }

    private static Jsonata.JFunction function(String name, Jsonata.FnVarArgs<Object> body) {
        return Jsonata.function(name, body, null);
    }

    private void enter() {
        if (++work > HARDEST || System.nanoTime() > end) {
            throw new BoundExceededException("it takes too long");
        }
        if (++depth > DEEPEST) {
            throw new BoundExceededException("it goes too deep");
        }
    }

    private void leave(@Nullable Object result) {
        depth--;
        work += weigh(result, 0);
    }

    private static int weigh(@Nullable Object value, int before) {
        int weight = before + 1;
        switch (value) {
            case String text -> weight += text.length();
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    weight = weigh(entry.getValue(), weigh(entry.getKey(), weight));
                }
            }
            case Collection<?> list -> {
                for (Object element : list) {
                    weight = weigh(element, weight);
                }
            }
            case null, default -> {
                // as light as it gets
            }
        }
        if (weight > HEAVIEST) {
            throw new BoundExceededException("it makes too much");
        }
        return weight;
    }

    private static @Nullable Object join(List<?> arguments) {
        Object parts = arguments.isEmpty() ? null : arguments.getFirst();
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
            weigh(joined.length());
        }
        return joined.toString();
    }

    private static @Nullable Object replace(List<?> arguments) {
        if (arguments.isEmpty() || arguments.getFirst() == null) {
            return null;
        }
        String text = text(arguments, 0);
        String what = text(arguments, 1);
        String by = text(arguments, 2);
        if (what.isEmpty()) {
            throw new BoundExceededException("$replace needs a text to look for");
        }
        long left = arguments.size() > 3 && arguments.get(3) instanceof Number most ? most.longValue() : Long.MAX_VALUE;
        StringBuilder replaced = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(what); at >= 0 && left > 0; at = text.indexOf(what, from)) {
            left--;
            replaced.append(text, from, at).append(by);
            weigh(replaced.length());
            from = at + what.length();
        }
        return replaced.append(text.substring(from)).toString();
    }

    private static void weigh(int length) {
        if (length > HEAVIEST) {
            throw new BoundExceededException("it makes too much");
        }
    }

    private static String text(List<?> arguments, int index) {
        Object value = index < arguments.size() ? arguments.get(index) : null;
        return value == null ? "" : value.toString();
    }
}
