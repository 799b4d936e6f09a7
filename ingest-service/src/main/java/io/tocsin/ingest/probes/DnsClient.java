package io.tocsin.ingest.probes;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/** Asks the resolvers that the operator configured, or the system's. Holds no thread while it waits. */
@Component
class DnsClient {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Resolver resolver;

    DnsClient(ProbeSettings settings) {
        List<InetSocketAddress> servers = settings.dnsServers().isEmpty()
                ? ResolverConfig.getCurrentConfig().servers()
                : settings.dnsServers().stream().map(DnsClient::server).toList();
        ExtendedResolver all =
                new ExtendedResolver(servers.stream().map(DnsClient::resolver).toArray(Resolver[]::new));
        all.setRetries(2);
        all.setTimeout(Duration.ofSeconds(30)); // a probe's own deadline ends it sooner
        this.resolver = all;
    }

    Resolver resolver() {
        return resolver;
    }

    /** Asks for the records of a name, past any cache. */
    CompletionStage<Message> ask(Name name, int type) {
        return resolver.sendAsync(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
    }

    private static Resolver resolver(InetSocketAddress server) {
        SimpleResolver one = new SimpleResolver(server);
        one.setTimeout(PATIENCE);
        return one;
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
