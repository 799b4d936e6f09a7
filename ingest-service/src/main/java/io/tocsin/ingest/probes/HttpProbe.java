package io.tocsin.ingest.probes;

import io.tocsin.platform.egress.EgressClient;
import io.tocsin.platform.egress.EgressFailure;
import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressResult;
import io.tocsin.platform.egress.EgressTimings;
import io.tocsin.platform.egress.EgressUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** GETs a page on a connection of its own. The client refuses addresses that are not public, at each redirect anew. */
@Component
class HttpProbe {
    private static final int REDIRECTS = 3;

    private final EgressClient client;

    HttpProbe(EgressClient client) {
        this.client = client;
    }

    /** @param keyword what the body must hold; null for nothing */
    Outcome probe(EgressUrl url, @Nullable String keyword, Duration timeout) {
        EgressRequest request = EgressRequest.of("GET", url).within(timeout).followingRedirects(REDIRECTS);
        return switch (client.send(request)) {
            case EgressResult.Answered answer -> judge(answer, keyword);
            case EgressResult.Failed failed
            when failed.failure() instanceof EgressFailure.Abandoned ->
                new Outcome.Unknown(failed.failure().sentence());
            case EgressResult.Failed failed ->
                new Outcome.Down(null, failed.failure().sentence(), timings(failed.timings(), false));
        };
    }

    private static Outcome judge(EgressResult.Answered answer, @Nullable String keyword) {
        Outcome.Timings timings = timings(answer.timings(), true);
        if (answer.status() < 200 || answer.status() > 399) {
            return new Outcome.Down(answer.status(), "The answer had status %d".formatted(answer.status()), timings);
        }
        if (keyword == null || new String(answer.body(), StandardCharsets.UTF_8).contains(keyword)) {
            return new Outcome.Up(answer.status(), timings);
        }
        return new Outcome.Down(
                answer.status(),
                answer.truncated()
                        ? "The keyword is not in the first %d bytes of the answer".formatted(answer.body().length)
                        : "The keyword is not in the answer",
                timings);
    }

    private static Outcome.Timings timings(EgressTimings spent, boolean answered) {
        return new Outcome.Timings(
                answered ? spent.total() : null,
                reached(spent.dns()),
                reached(spent.connect()),
                reached(spent.tls()),
                answered ? reached(spent.firstByte()) : null);
    }

    private static @Nullable Long reached(long micros) {
        return micros == 0 ? null : micros;
    }
}
