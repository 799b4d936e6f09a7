package io.tocsin.ingest.probes;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * Asks the resolvers that the operator configured, or the system's. Holds no thread while it waits, and knows whether they
 * answer at all: a resolver that is dead says nothing about the names that it was asked for.
 */
@Component
class DnsClient {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Every resolver has the servers of the root at hand, whatever has become of a customer's. */
    private static final Record ROOT = Record.newRecord(Name.root, Type.NS, DClass.IN);

    private static final long A_MOMENT = TimeUnit.SECONDS.toNanos(1);

    private final Resolver resolver;
    private final AtomicLong stirred = new AtomicLong(System.nanoTime() - A_MOMENT);
    private volatile long answered = System.nanoTime() - 2 * A_MOMENT;

    DnsClient(ProbeSettings settings) {
        List<InetSocketAddress> servers = settings.dnsServers().isEmpty()
                ? ResolverConfig.getCurrentConfig().servers()
                : settings.dnsServers().stream().map(DnsClient::server).toList();
        ExtendedResolver all =
                new ExtendedResolver(servers.stream().map(Answering::new).toArray(Resolver[]::new));
        all.setRetries(2);
        all.setTimeout(Duration.ofSeconds(30)); // a probe's own deadline ends it sooner
        this.resolver = all;
    }

    Resolver resolver() {
        return resolver;
    }

    /**
     * Begins to watch, and tells later whether no resolver has answered anybody since: then they are silent for a reason of
     * their own. Where nobody else is asking, they are asked for something that they know, once a second at most.
     */
    BooleanSupplier watch() {
        long now = System.nanoTime();
        long last = stirred.get();
        if (isSilentSince(now) && now - last >= A_MOMENT && stirred.compareAndSet(last, now)) {
            resolver.sendAsync(Message.newQuery(ROOT));
        }
        return () -> isSilentSince(now);
    }

    /** Asks for the records of a name, past any cache. */
    CompletionStage<Message> ask(Name name, int type) {
        return resolver.sendAsync(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
    }

    private boolean isSilentSince(long nanos) {
        return answered - nanos < -A_MOMENT;
    }

    /** Remembers when it was answered. */
    private final class Answering extends SimpleResolver {
        Answering(InetSocketAddress server) {
            super(server);
            setTimeout(PATIENCE);
        }

        @Override
        public CompletionStage<Message> sendAsync(Message query, Executor executor) {
            return super.sendAsync(query, executor).whenComplete((answer, _) -> {
                if (answer != null) {
                    answered = System.nanoTime();
                }
            });
        }
    }

    /** @param text an address, with a port or without: {@code 10.0.0.2}, {@code 127.0.0.1:5353}, {@code [::1]:53} */
    private static InetSocketAddress server(String text) {
        int colon = text.lastIndexOf(':');
        boolean ported = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        String host = ported ? text.substring(0, colon) : text;
        int port = ported ? Integer.parseInt(text.substring(colon + 1)) : SimpleResolver.DEFAULT_PORT;
        return new InetSocketAddress(host.replace("[", "").replace("]", ""), port);
    }
}
