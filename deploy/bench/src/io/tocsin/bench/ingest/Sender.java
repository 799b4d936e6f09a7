package io.tocsin.bench.ingest;

import java.net.URI;

/** Who sends where, with which token, for which collector. */
record Sender(URI url, String token, String collector, URI reading, String readingToken) {
    Sender(URI url, String token, String collector) {
        this(url, token, collector, null, null);
    }
}
