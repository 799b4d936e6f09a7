package io.tocsin.ingest.probes;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Reads answers of servers that nobody vouches for: a head of 64 kB at most, no header checked for its characters. */
final class ReplyDecoder extends HttpResponseDecoder {
    private static final HttpDecoderConfig LIMITS = new HttpDecoderConfig()
            .setMaxInitialLineLength(16_384)
            .setMaxHeaderSize(65_536)
            .setMaxChunkSize(65_536)
            .setStrictLineParsing(false)
            .setValidateHeaders(false);

    private final boolean bodyless;

    /** @param bodyless whether HEAD was asked, so that no body follows whatever the head says */
    ReplyDecoder(boolean bodyless) {
        super(LIMITS);
        this.bodyless = bodyless;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return bodyless || super.isContentAlwaysEmpty(message);
    }
}
