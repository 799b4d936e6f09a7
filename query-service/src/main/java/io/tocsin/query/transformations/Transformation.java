package io.tocsin.query.transformations;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes another JSON out of a payload, by an expression in JSONata that a customer wrote: without access to anything
 * but the payload, and bounded in time and memory. Regular expressions and functions that could outrun the bounds are
 * refused.
 */
public final class Transformation {
    /** The longest text of an expression. */
    public static final int LONGEST = 16_384;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int LONGEST_RESULT = 262_144;
    private static final Semaphore REHEARSALS = new Semaphore(1, true);

    private final String expression;
    /** One at a time, so that one slow expression does not keep all the others waiting. */
    private final Semaphore turn = new Semaphore(1, true);

    private Transformation(String expression) {
        this.expression = expression;
    }

    /**
     * @param text an expression, or the name of a shipped one
     * @throws IllegalArgumentException with a sentence for the customer
     */
    public static Transformation of(String text) {
        Shipped shipped = Shipped.named(text);
        if (shipped == null) {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("must have at most %d characters".formatted(LONGEST));
            }
            Expressions.refuseWhatIsUnbounded(text);
            parse(text);
        }
        return new Transformation(shipped == null ? text : shipped.expression());
    }

    /**
     * What becomes of a payload.
     *
     * @param payload JSON
     * @return JSON
     * @throws IllegalArgumentException with a sentence for the customer
     * @throws EvaluatorsBusyException when so much is being transformed that its turn did not come within 5 s
     */
    public String apply(String payload) {
        return Evaluators.evaluate(turn, () -> evaluate(payload), LONGEST_WAIT);
    }

    /** The same for whoever only tries it out: rehearsals wait for each other, so that deliveries need not wait for them. */
    public String rehearse(String payload) {
        return Evaluators.evaluate(REHEARSALS, () -> evaluate(payload), LONGEST_WAIT);
    }

    private String evaluate(String payload) {
        Jsonata parsed = parse(expression);
        Jsonata.Frame frame = parsed.createFrame();
        Bounds.over(frame, PATIENCE);
        Object result;
        try {
            result = parsed.evaluate(JSON.readValue(payload, Map.class), frame);
        } catch (JException e) {
            throw new IllegalArgumentException("fails: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("fails: it goes too deep", e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    e instanceof BoundExceededException ? "fails: " + e.getMessage() : "fails on this payload", e);
        }
        return written(result);
    }

    private static String written(@Nullable Object result) {
        if (result == null) {
            throw new IllegalArgumentException("gives nothing for this payload");
        }
        try {
            String text = JSON.writeValueAsString(result);
            if (text.length() > LONGEST_RESULT) {
                throw new IllegalArgumentException("gives more than %d characters".formatted(LONGEST_RESULT));
            }
            return text;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("gives something that is not JSON", e);
        }
    }

    private static Jsonata parse(String text) {
        try {
            return Jsonata.jsonata(text);
        } catch (JException e) {
            throw new IllegalArgumentException("is not valid JSONata: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("is not valid JSONata: it goes too deep", e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("is not valid JSONata", e);
        }
    }
}
