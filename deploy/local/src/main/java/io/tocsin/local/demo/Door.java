package io.tocsin.local.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;

/** Where the collector hands its batches in, with certificate and token. */
final class Door {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int INTERNAL_ERROR = 500;

    private final Registration registration;
    private final Map<String, ?> server;
    private final HttpClient http;

    /** @param server what the collector says of its host */
    Door(Registration registration, Map<String, ?> server) {
        this.registration = registration;
        this.server = server;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .sslContext(registration.tls())
                .build();
    }

    Fate push(Batch batch) {
        var request = HttpRequest.newBuilder(URI.create(registration.pushUrl()))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + registration.token())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(batch.packed(registration.collectorId(), server)))
                .build();
        try {
            Answers.body(Api.send(http, request));
            return new Fate.Acknowledged();
        } catch (UnavailableException e) {
            return new Fate.Unknown(String.valueOf(e.getMessage()), e.pause());
        } catch (RefusedException e) {
            var reason = String.valueOf(e.getMessage());
            return switch (e.status()) {
                case UNAUTHORIZED, FORBIDDEN -> new Fate.Barred(reason);
                case INTERNAL_ERROR -> new Fate.Unknown(reason, PAUSE);
                default -> new Fate.Refused(reason);
            };
        }
    }
}
