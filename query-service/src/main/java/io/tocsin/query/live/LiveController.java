package io.tocsin.query.live;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.CallerToken;
import io.tocsin.platform.tokens.Revocations;
import io.tocsin.query.live.Subscription.Delivery;
import io.tocsin.query.live.Subscription.Happening;
import io.tocsin.query.live.Subscription.Mark;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
class LiveController {
    private static final Logger LOG = LoggerFactory.getLogger(LiveController.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A revocation ends a stream this long after it has arrived here. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final TailTable tail;
    private final ReplayTable replay;
    private final Streams streams;
    private final Revocations revocations;
    private final LiveSettings settings;
    private final JsonMapper json;

    LiveController(
            TailTable tail,
            ReplayTable replay,
            Streams streams,
            Revocations revocations,
            LiveSettings settings,
            JsonMapper json) {
        this.tail = tail;
        this.replay = replay;
        this.streams = streams;
        this.revocations = revocations;
        this.settings = settings;
        this.json = json;
    }

    /** Keeps its thread, a virtual one, for as long as the stream lasts: what is slow here is the reader alone. */
    @GetMapping(path = "/internal/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            CallerToken caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws InterruptedException {
        String account = caller.caller().accountId();
        streams.enter(account);
        Subscription subscription = new Subscription(account, settings.queue());
        try {
            Position begin = tail.join(subscription, PATIENCE);
            if (begin == null) {
                throw new ApiException(ErrorCode.INTERNAL_002).retryAfter(PATIENCE);
            }
            write(subscription, begin, lastEventId, response, () -> revocations.covers(caller.getCredentials()));
        } catch (IOException e) {
            LOG.debug("The reader of a stream is gone", e);
        } finally {
            tail.leave(subscription);
            streams.leave(account);
        }
    }

    private void write(
            Subscription subscription,
            Position begin,
            @Nullable String lastEventId,
            HttpServletResponse response,
            BooleanSupplier revoked)
            throws IOException, InterruptedException {
        EventStream to = EventStream.begin(response, json);
        Position from = catchUp(subscription.accountId(), begin, lastEventId, to);
        to.reached(begin);
        long end = System.nanoTime() + settings.longest().toNanos();
        while (streams.isRunning() && !subscription.isOverrun() && !revoked.getAsBoolean() && System.nanoTime() < end) {
            Delivery delivery = subscription.poll(LOOK);
            switch (delivery) {
                case Happening happening when happening.isBefore(from) -> LOG.trace("Known already");
                case Happening happening -> to.event(happening);
                case Mark mark -> to.reached(mark.after());
                case null -> {
                    if (to.silentFor(settings.silence())) {
                        to.comment();
                    }
                }
            }
        }
    }

    /** @return what the reader knows by now; live events from before that are none to it */
    private Position catchUp(String account, Position begin, @Nullable String lastEventId, EventStream to)
            throws IOException, InterruptedException {
        if (lastEventId == null) {
            return begin;
        }
        Position from = Position.parse(lastEventId);
        if (from != null && replay.replay(account, from, begin, to::event)) {
            return from;
        }
        to.reset();
        return begin;
    }
}
