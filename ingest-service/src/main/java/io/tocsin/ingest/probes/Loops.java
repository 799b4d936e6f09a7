package io.tocsin.ingest.probes;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The few threads that hold all connections of the probes: by epoll where there is one, by NIO elsewhere. */
@Component
class Loops implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

    private final EventLoopGroup group;
    private final boolean epoll = Epoll.isAvailable();

    Loops(ProbeSettings settings) {
        int threads = settings.threads() == 0 ? Runtime.getRuntime().availableProcessors() : settings.threads();
        IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new Fair(threads, handlers);
        LOG.info("Probes use {} event loops of {}", threads, epoll ? "epoll" : "NIO");
    }

    EventLoop next() {
        return group.next();
    }

    /**
     * A socket for one connection; called on its loop. A {@code Bootstrap} would open it at once, but put its connecting behind
     * all else that the loop has to do: of thousands that are due together each would be open before the first one connects.
     *
     * @throws ChannelException where there is none to be had
     */
    Channel open(EventLoop loop) {
        Channel opened = epoll ? new EpollSocketChannel() : new NioSocketChannel();
        ChannelFuture registered = loop.register(opened);
        if (!registered.isSuccess()) {
            opened.unsafe().closeForcibly();
            throw new ChannelException("A socket was not taken by its loop", registered.cause());
        }
        return opened;
    }

    @Override
    public void destroy() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /**
     * Loops that look at their connections after every few dozen that they begin. By default a loop begins all that is due
     * first, for up to a second: after a pause that is thousands at once, whose memory makes the next pause longer.
     */
    private static final class Fair extends MultiThreadIoEventLoopGroup {
        private static final int LONGEST_TURN_MILLIS = 1;

        private Fair(int threads, IoHandlerFactory handlers) {
            super(threads, new DefaultThreadFactory("probe", true), handlers);
        }

        @Override
        protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... none) {
            return new SingleThreadIoEventLoop(
                    this,
                    executor,
                    handlers,
                    Integer.MAX_VALUE,
                    RejectedExecutionHandlers.reject(),
                    LONGEST_TURN_MILLIS);
        }
    }
}
