package io.tocsin.query.transformations;

import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches every step of an evaluation: how many there have been, how deep it is, and how much its value weighs, counted
 * as if nothing in it were shared. All that is the same on a slow machine; the clock is only the last resort. Functions
 * that make much out of little in one step are those of {@link BoundedFunctions}.
 */
final class Bounds {
    private static final int DEEPEST = 300;
    private static final int HEAVIEST = 100_000;
    private static final long HARDEST = 1_000_000;

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
        BoundedFunctions.bindTo(frame);
    }

    static void checkLength(int length) {
        if (length > HEAVIEST) {
            throw new BoundExceededException("it makes too much");
        }
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
        checkLength(weight);
        return weight;
    }
}
