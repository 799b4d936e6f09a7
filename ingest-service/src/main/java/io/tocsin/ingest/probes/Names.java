package io.tocsin.ingest.probes;

import io.tocsin.platform.egress.EgressException;
import io.tocsin.platform.egress.EgressFailure;
import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.NameNotResolved;
import io.tocsin.platform.egress.EgressFailure.Step;
import io.tocsin.platform.egress.GuardedResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
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
    private final DnsClient dns;
    private final LookupSession session;
    private final HostsFileParser hosts = new HostsFileParser();

    Names(GuardedResolver guard, DnsClient dns, ProbeSettings settings) {
        this.guard = guard;
        this.dns = dns;
        Cache cache = new Cache(DClass.IN);
        cache.setMaxCache(Math.toIntExact(settings.dnsCache().toSeconds()));
        cache.setMaxNCache(0);
        this.session =
                LookupSession.builder().resolver(dns.resolver()).cache(cache).build();
    }

    /**
     * Calls one of the two, now or later and in any thread.
     *
     * @param attempt whose time is not the target's fault while no resolver answers anybody
     * @param found gets at least one address, all of them allowed
     */
    void resolve(String host, Attempt attempt, Consumer<List<InetAddress>> found, Consumer<EgressFailure> failed) {
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
        List<InetAddress> listed = both(listed(name, Type.A), listed(name, Type.AAAA));
        if (!listed.isEmpty()) {
            tell(host, listed, () -> false, found, failed);
            return;
        }
        BooleanSupplier silence = dns.watch();
        attempt.begin(Step.RESOLVING, silence);
        addresses(name, Type.A)
                .thenCombine(addresses(name, Type.AAAA), Names::both)
                .whenComplete((all, problem) -> tell(host, problem == null ? all : List.of(), silence, found, failed));
    }

    private void tell(
            String host,
            List<InetAddress> all,
            BooleanSupplier silence,
            Consumer<List<InetAddress>> found,
            Consumer<EgressFailure> failed) {
        EgressFailure failure = judge(host, all, silence);
        if (failure == null) {
            found.accept(all);
        } else {
            failed.accept(failure);
        }
    }

    private @Nullable EgressFailure judge(String host, List<InetAddress> all, BooleanSupplier silence) {
        try {
            if (!guard.admit(host, all).isEmpty()) {
                return null;
            }
            return silence.getAsBoolean() ? new Abandoned("no resolver answers") : new NameNotResolved(host);
        } catch (EgressException e) {
            return e.failure();
        }
    }

    /** As the system does it: nobody is asked about a name that the hosts file has, whichever family it has there. */
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
