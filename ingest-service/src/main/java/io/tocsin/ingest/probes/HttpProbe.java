package io.tocsin.ingest.probes;

import io.netty.channel.Channel;
import io.tocsin.ingest.probes.Target.Http;
import io.tocsin.platform.egress.EgressException;
import io.tocsin.platform.egress.EgressFailure.Step;
import io.tocsin.platform.egress.EgressFailure.TooManyRedirects;
import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressSettings;
import io.tocsin.platform.egress.EgressUrl;
import io.tocsin.platform.egress.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks for a page on a connection of its own, and follows redirects, each with a connection and a look at the address of
 * its own.
 */
@Component
class HttpProbe {
    private final Connections connections;
    private final Handshakes handshakes;
    private final Bodies bodies;
    private final Searches searches;
    private final String userAgent;

    HttpProbe(Connections connections, Handshakes handshakes, Bodies bodies, Searches searches, EgressSettings egress) {
        this.connections = connections;
        this.handshakes = handshakes;
        this.bodies = bodies;
        this.searches = searches;
        this.userAgent = egress.userAgent();
    }

    void probe(Http target, Attempt attempt) {
        ask(new Request(target, target.request(), 0, attempt));
    }

    /**
     * One request of a check.
     *
     * @param redirects how many led here
     */
    private record Request(Http target, EgressRequest message, int redirects, Attempt attempt) {}

    private void ask(Request request) {
        EgressUrl url = request.message().url();
        Attempt attempt = request.attempt();
        connections.open(url.host(), url.port(), attempt, channel -> {
            if (url.isSecure()) {
                handshakes.secure(channel, url.host(), url.port(), attempt, chain -> send(request, channel));
            } else {
                send(request, channel);
            }
        });
    }

    private void send(Request request, Channel channel) {
        Attempt attempt = request.attempt();
        EgressRequest message = request.message();
        attempt.begin(Step.WAITING);
        Body body = request.target().keyword() == null ? bodies.ignored() : bodies.keptFor(attempt.accountId());
        attempt.atEnd(body::release);
        channel.pipeline()
                .addLast(
                        new ReplyDecoder(message.method().equals("HEAD")),
                        new HttpReply(
                                attempt,
                                body,
                                message.redirects() > 0,
                                redirect -> follow(request, redirect),
                                (status, coding) -> judge(request, status, coding, body)));
        channel.writeAndFlush(RequestBytes.of(message, userAgent, channel.alloc()), channel.voidPromise());
    }

    private void follow(Request request, Redirect redirect) {
        int most = request.message().redirects();
        if (request.redirects() == most) {
            request.attempt().fail(new TooManyRedirects(most));
            return;
        }
        try {
            EgressRequest next = redirect.follow(request.message());
            ask(new Request(request.target(), next, request.redirects() + 1, request.attempt()));
        } catch (EgressException e) {
            request.attempt().fail(e.failure());
        }
    }

    private void judge(Request request, int status, @Nullable String coding, Body body) {
        Attempt attempt = request.attempt();
        Keyword keyword = request.target().keyword();
        if (!request.target().expected().contains(status)) {
            attempt.down(status, "The answer had status %d".formatted(status));
        } else if (keyword == null) {
            attempt.up(status, null);
        } else {
            searches.search(body, coding, keyword, attempt, complaint -> {
                if (complaint == null) {
                    attempt.up(status, null);
                } else {
                    attempt.down(status, complaint);
                }
            });
        }
    }
}
