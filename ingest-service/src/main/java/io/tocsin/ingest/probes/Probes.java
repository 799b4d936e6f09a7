package io.tocsin.ingest.probes;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Knows which probe goes with which target. */
@Component
public class Probes {
    private final HttpProbe http;

    Probes(HttpProbe http) {
        this.http = http;
    }

    /** Probes the target and blocks until that is over, at the latest when the time is. */
    public Outcome probe(Target target, Duration timeout) {
        return switch (target) {
            case Target.Http plain -> http.probe(plain.url(), null, timeout);
            case Target.Keyword keyword -> http.probe(keyword.url(), keyword.keyword(), timeout);
        };
    }
}
