package io.tocsin.query.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of streams.
 *
 * @param perAccount streams that one account may have open at one instance
 * @param streams streams of one instance
 * @param queue events that wait for a slow reader, before it is cut off and has to come again
 * @param silence after which a comment is sent, so that nobody on the way takes the stream for dead
 * @param longest life of a stream; its reader comes again and shows who it is
 * @param catchUp records that are read again for a reader that comes back; one that was away for longer starts anew
 */
@ConfigurationProperties("tocsin.live")
public record LiveSettings(
        @DefaultValue("20") int perAccount,
        @DefaultValue("1000") int streams,
        @DefaultValue("200") int queue,
        @DefaultValue("15s") Duration silence,
        @DefaultValue("15m") Duration longest,
        @DefaultValue("200000") int catchUp) {
    public LiveSettings {
        if (perAccount < 1 || streams < 1 || queue < 1 || catchUp < 0) {
            throw new IllegalArgumentException(
                    "tocsin.live.per-account, streams and queue are at least 1, catch-up is not negative");
        }
        if (!silence.isPositive() || !longest.isPositive()) {
            throw new IllegalArgumentException("tocsin.live.silence and longest are longer than nothing");
        }
    }
}
