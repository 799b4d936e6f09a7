package io.tocsin.ingest.probes;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.ConnectionLost;
import io.tocsin.platform.egress.EgressFailure.NotHttp;
import io.tocsin.platform.egress.EgressFailure.Step;
import io.tocsin.platform.egress.Redirect;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one answer as it arrives: its head, then as much of the body as is wanted. */
final class HttpReply extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpReply.class);

    /** More "wait a moment" than any server needs. */
    private static final int INTERIM_ANSWERS = 10;

    private final Attempt attempt;
    private final Body body;
    private final boolean follows;
    private final Consumer<Redirect> redirected;
    private final BiConsumer<Integer, @Nullable String> answered;
    private int status;
    private int interim;
    private @Nullable String coding;
    private boolean ended;

    /** @param answered gets the status and the coding of the body, when the whole answer is there, or enough of it */
    HttpReply(
            Attempt attempt,
            Body body,
            boolean follows,
            Consumer<Redirect> redirected,
            BiConsumer<Integer, @Nullable String> answered) {
        this.attempt = attempt;
        this.body = body;
        this.follows = follows;
        this.redirected = redirected;
        this.answered = answered;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!ended && message instanceof HttpObject part) {
                Connections.on(attempt, () -> read(part));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A connection broke", cause);
        lost();
    }

    private void lost() {
        if (!ended) {
            ended = true;
            Connections.on(attempt, () -> attempt.fail(new ConnectionLost(attempt.step())));
        }
    }

    private void read(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            ended = true;
            attempt.fail(new NotHttp(fault(part)));
            return;
        }
        if (part instanceof HttpResponse head) {
            begin(head);
        }
        if (!ended && part instanceof HttpContent content) {
            if (status < 200) {
                return;
            }
            add(content);
        }
    }

    private void begin(HttpResponse head) {
        status = head.status().code();
        if (status < 200) {
            if (++interim > INTERIM_ANSWERS || status == 101) {
                ended = true;
                attempt.fail(new NotHttp("it never comes to an end"));
            }
            return;
        }
        attempt.begin(Step.READING);
        coding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        Redirect redirect = follows ? Redirect.of(status, head.headers().get(HttpHeaderNames.LOCATION)) : null;
        if (redirect != null) {
            ended = true;
            redirected.accept(redirect);
        }
    }

    private void add(HttpContent content) {
        switch (body.add(content.content())) {
            case FULL -> end();
            case NO_ROOM -> {
                ended = true;
                attempt.fail(new Abandoned("too many answers are being read"));
            }
            case MORE -> {
                if (content instanceof LastHttpContent) {
                    end();
                }
            }
        }
    }

    private void end() {
        ended = true;
        answered.accept(status, coding);
    }

    private String fault(HttpObject part) {
        if (part.decoderResult().cause() instanceof TooLongFrameException) {
            return "its head is too large";
        }
        return part instanceof HttpResponse ? "its head is malformed" : "its chunks are malformed";
    }
}
