package io.tocsin.query.deliveries;

import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressResult;
import io.tocsin.platform.egress.EgressResult.Answered;
import io.tocsin.platform.egress.EgressResult.Failed;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a try came to (the Standard Webhooks specification's terms for senders). */
sealed interface Outcome {
    /** Any 2xx. */
    record Delivered() implements Outcome {}

    /**
     * Anything else: redirects too, which are never followed.
     *
     * @param why one sentence without a full stop
     * @param retryAfter what the receiver asked for
     */
    record Refused(String why, @Nullable Duration retryAfter) implements Outcome {}

    /** 410: the receiver wants no more. */
    record Gone() implements Outcome {}

    /** It failed on our side and says nothing of the receiver. */
    record NotTried(String why) implements Outcome {}

    static Outcome of(EgressResult result, Instant now) {
        return switch (result) {
            case Failed failed
            when failed.failure() instanceof Abandoned ->
                new NotTried(failed.failure().sentence());
            case Failed failed -> new Refused(failed.failure().sentence(), null);
            case Answered answered -> of(answered, now);
        };
    }

    private static Outcome of(Answered answer, Instant now) {
        return switch (answer.status()) {
            case 410 -> new Gone();
            case 429, 503 ->
                new Refused("It answered " + answer.status(), RetryAfter.parse(answer.header("Retry-After"), now));
            default ->
                answer.status() / 100 == 2
                        ? new Delivered()
                        : new Refused(
                                "It answered %d%s"
                                        .formatted(
                                                answer.status(),
                                                answer.status() / 100 == 3 ? "; redirects are not followed" : ""),
                                null);
        };
    }
}
