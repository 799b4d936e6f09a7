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

/** A target behind TLS: Netty's epoll transport and BoringSSL, on one thread. */
class SecureTarget extends Target {
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

    SecureTarget(Lateness lateness, Certificates certificates) throws Exception {
        super(lateness);
        SslContext tls = SslContextBuilder.forServer(certificates.chain().toFile(), certificates.key().toFile())
                .sslProvider(SslProvider.OPENSSL)
                .build();
        for (int i = 0; i < PORTS; i++) {
            new ServerBootstrap()
                    .group(loops)
                    .channel(EpollServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, 4096)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Requests());
                        }
                    })
                    .bind("127.0.0.1", FIRST_PORT + i)
                    .sync();
        }
    }

    @Override
    String origin() {
        return "https://localhost";
    }

    @Override
    public void close() {
        loops.shutdownGracefully();
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
            lateness().arrived(monitor);
            context.writeAndFlush(Unpooled.wrappedBuffer(ANSWER)).addListener(ChannelFutureListener.CLOSE);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
