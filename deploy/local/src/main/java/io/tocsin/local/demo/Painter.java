package io.tocsin.local.demo;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a picture every two seconds, which is as often as there are new figures. While the product does not answer, the last one stays and says so. */
final class Painter {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Reading reading;
    private final Street street;
    private final Enrolment enrolment;
    private final Ledger ledger;
    private final Feed feed;
    private final InstantSource clock;
    private final Instant began;
    private Answered last = new Answered(List.of(), List.of(), List.of());

    private record Answered(
            List<Picture.MonitorRow> monitors, List<Picture.Curve> curves, List<Picture.IncidentRow> incidents) {}

    Painter(Reading reading, Street street, Enrolment enrolment, Ledger ledger, Feed feed, InstantSource clock) {
        this.reading = reading;
        this.street = street;
        this.enrolment = enrolment;
        this.ledger = ledger;
        this.feed = feed;
        this.clock = clock;
        this.began = clock.instant();
    }

    void paint(URI address, View view) throws InterruptedException {
        while (true) {
            view.show(picture(address));
            Thread.sleep(EVERY);
        }
    }

    private Picture picture(URI address) {
        String trouble = null;
        try {
            last = ask();
        } catch (UnavailableException | RefusedException e) {
            trouble = "The picture is old: " + e.getMessage();
        }
        return picture(address, trouble);
    }

    private Answered ask() {
        return new Answered(
                reading.monitors(street.monitors()),
                reading.curves(enrolment.collector()),
                reading.incidents(street.names()));
    }

    private Picture picture(URI address, @Nullable String trouble) {
        var now = clock.instant();
        return new Picture(
                address.toString(),
                now,
                Duration.between(began, now),
                last.monitors,
                last.curves,
                last.incidents,
                ledger.totals(),
                feed.sentences(),
                trouble);
    }
}
