package io.tocsin.bench.checks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is checked. It knows the schedule of each monitor, so that it can say how late a request is. One port would run
 * out of connections that linger, so it listens on several.
 */
class TargetServer implements AutoCloseable {
    private static final int PORTS = 16;
    private static final int FIRST_PORT = 21_000;
    private static final int STEP_MICROS = 100;
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final String[] ids;
    private final long[] phases;
    private final long intervalMillis;
    private final boolean secure;
    private final AtomicIntegerArray lateness = new AtomicIntegerArray(300_000);
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicIntegerArray hits;
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

    TargetServer(int monitors, int intervalSeconds, Certificates certificates) throws Exception {
        intervalMillis = intervalSeconds * 1000L;
        secure = certificates != null;
        hits = new AtomicIntegerArray(monitors);
        ids = new String[monitors];
        phases = new long[monitors];
        for (int i = 0; i < monitors; i++) {
            ids[i] = "mon_%032x".formatted(0x1_0000_0000L + i);
            phases[i] = Long.remainderUnsigned(mix(ids[i]), intervalMillis);
        }
        SslContext tls = secure
                ? SslContextBuilder.forServer(certificates.chain().toFile(), certificates.key().toFile())
                        .sslProvider(SslProvider.OPENSSL)
                        .build()
                : null;
        for (int i = 0; i < PORTS; i++) {
            new ServerBootstrap()
                    .group(loops)
                    .channel(EpollServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, 4096)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            if (tls != null) {
                                channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                            }
                            channel.pipeline().addLast(new Requests());
                        }
                    })
                    .bind("127.0.0.1", FIRST_PORT + i)
                    .sync();
        }
    }

    String[] ids() {
        return ids;
    }

    String url(int monitor) {
        return "%s://localhost:%d/%d".replace("localhost", secure ? "localhost" : "127.0.0.1")
                .formatted(secure ? "https" : "http", FIRST_PORT + monitor % PORTS, monitor);
    }

    void reset() {
        for (int i = 0; i < lateness.length(); i++) {
            lateness.set(i, 0);
        }
        for (int i = 0; i < hits.length(); i++) {
            hits.set(i, 0);
        }
        arrived.set(0);
    }

    long arrived() {
        return arrived.get();
    }

    Map<String, Object> figures(int seconds) {
        Map<String, Object> figures = new LinkedHashMap<>();
        long total = arrived.get();
        figures.put("checks_per_second", Math.round(total / (double) seconds));
        figures.put("lateness_p50_ms", quantile(total, 0.5));
        figures.put("lateness_p95_ms", quantile(total, 0.95));
        figures.put("lateness_p99_ms", quantile(total, 0.99));
        figures.put("lateness_p999_ms", quantile(total, 0.999));
        int least = (int) (seconds * 1000L / intervalMillis) - 1;
        int starved = 0;
        for (int i = 0; i < hits.length(); i++) {
            starved += hits.get(i) < least ? 1 : 0;
        }
        figures.put("monitors_with_gaps", starved);
        return figures;
    }

    @Override
    public void close() {
        loops.shutdownGracefully();
    }

    private double quantile(long total, double share) {
        long seen = 0;
        for (int i = 0; i < lateness.length(); i++) {
            seen += lateness.get(i);
            if (seen >= total * share) {
                return i * STEP_MICROS / 1000.0;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private void arrived(int monitor) {
        Instant now = Instant.now();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        long late = Math.floorMod(micros - phases[monitor] * 1000, intervalMillis * 1000);
        lateness.incrementAndGet((int) Math.min(lateness.length() - 1, late / STEP_MICROS));
        hits.incrementAndGet(monitor);
        arrived.incrementAndGet();
    }

    /** The same function as the runner's: FNV-1a with the finalizer of MurmurHash3. */
    private static long mix(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    private class Requests extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            int monitor = 0;
            for (int i = bytes.readerIndex() + 5; bytes.getByte(i) != ' '; i++) {
                monitor = monitor * 10 + bytes.getByte(i) - '0';
            }
            bytes.release();
            arrived(monitor);
            context.writeAndFlush(Unpooled.wrappedBuffer(ANSWER)).addListener(ChannelFutureListener.CLOSE);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
