package io.tocsin.ingest.probes;

import io.tocsin.platform.egress.EgressException;
import io.tocsin.platform.egress.EgressFailure;
import io.tocsin.platform.egress.EgressFailure.NameNotResolved;
import io.tocsin.platform.egress.GuardedResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.LookupSession;

/**
 * Looks names up without holding a thread, so that names that nobody answers for delay no others. What is answered has
 * passed the address guard; nobody resolves the name a second time.
 */
@Component
class Names {
    private static final Logger LOG = LoggerFactory.getLogger(Names.class);

    private final GuardedResolver guard;
    private final LookupSession session;
    private final HostsFileParser hosts = new HostsFileParser();

    Names(GuardedResolver guard, DnsClient dns, ProbeSettings settings) {
        this.guard = guard;
        Cache cache = new Cache(DClass.IN);
        cache.setMaxCache(Math.toIntExact(settings.dnsCache().toSeconds()));
        cache.setMaxNCache(0);
        this.session =
                LookupSession.builder().resolver(dns.resolver()).cache(cache).build();
    }

    /**
     * Calls one of the two, now or later and in any thread.
     *
     * @param found gets at least one address, all of them allowed
     */
    void resolve(String host, Consumer<List<InetAddress>> found, Consumer<EgressFailure> failed) {
        Name name;
        try {
            List<InetAddress> literal = guard.literal(host);
            if (literal != null) {
                found.accept(literal);
                return;
            }
            name = Name.fromString(host.endsWith(".") ? host : host + ".");
        } catch (EgressException e) {
            failed.accept(e.failure());
            return;
        } catch (TextParseException _) {
            failed.accept(new NameNotResolved(host));
            return;
        }
        lookUp(name).whenComplete((all, problem) -> {
            EgressFailure failure = problem == null ? judge(host, all) : new NameNotResolved(host);
            if (failure == null) {
                found.accept(all);
            } else {
                failed.accept(failure);
            }
        });
    }

    private @Nullable EgressFailure judge(String host, List<InetAddress> all) {
        try {
            return guard.admit(host, all).isEmpty() ? new NameNotResolved(host) : null;
        } catch (EgressException e) {
            return e.failure();
        }
    }

    /** As the system does it: nobody is asked about a name that the hosts file has, whichever family it has there. */
    private CompletionStage<List<InetAddress>> lookUp(Name name) {
        List<InetAddress> listed = both(listed(name, Type.A), listed(name, Type.AAAA));
        return listed.isEmpty()
                ? addresses(name, Type.A).thenCombine(addresses(name, Type.AAAA), Names::both)
                : CompletableFuture.completedStage(listed);
    }

    private List<InetAddress> listed(Name name, int type) {
        try {
            return hosts.getAddressForHost(name, type).map(List::of).orElse(List.of());
        } catch (IOException e) {
            LOG.debug("The hosts file can't be read", e);
            return List.of();
        }
    }

    /** A name that has no address of one family is no failure; nor is a resolver that fails for one of them. */
    private CompletionStage<List<InetAddress>> addresses(Name name, int type) {
        return session.lookupAsync(name, type).handle((answer, problem) -> {
            List<InetAddress> addresses = new ArrayList<>();
            if (problem == null) {
                answer.getRecords().forEach(record -> add(record, addresses));
            }
            return addresses;
        });
    }

    private static void add(Record record, List<InetAddress> addresses) {
        switch (record) {
            case ARecord four -> addresses.add(four.getAddress());
            case AAAARecord six -> addresses.add(six.getAddress());
            default -> {
                // an alias on the way
            }
        }
    }

    private static List<InetAddress> both(List<InetAddress> four, List<InetAddress> six) {
        List<InetAddress> all = new ArrayList<>(four);
        all.addAll(six);
        return all;
    }
}
