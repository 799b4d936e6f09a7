package io.tocsin.ingest.probes;

import io.tocsin.platform.egress.EgressUrl;

/** What a monitor aims at; one kind for each probe. */
public sealed interface Target {
    /** Is up when it answers with a status from 200 to 399. */
    record Http(EgressUrl url) implements Target {}

    /** Is up when it does so and the answer holds the keyword. */
    record Keyword(EgressUrl url, String keyword) implements Target {
        public Keyword {
            if (keyword.isEmpty()) {
                throw new IllegalArgumentException("A keyword has at least one character");
            }
        }
    }
}
