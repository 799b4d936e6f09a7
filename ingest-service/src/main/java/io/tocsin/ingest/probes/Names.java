package io.tocsin.ingest.probes;

import io.tocsin.platform.egress.EgressException;
import io.tocsin.platform.egress.EgressFailure;
import io.tocsin.platform.egress.EgressFailure.NameNotResolved;
import io.tocsin.platform.egress.GuardedResolver;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;

/**
 * Looks names up without holding a thread, so that names that nobody answers for delay no others. What is answered has
 * passed the address guard; nobody resolves the name a second time.
 */
@Component
class Names {
    private final GuardedResolver guard;
    private final LookupSession session;

    Names(GuardedResolver guard, DnsClient dns, ProbeSettings settings) {
        this.guard = guard;
        Cache cache = new Cache(DClass.IN);
        cache.setMaxCache(Math.toIntExact(settings.dnsCache().toSeconds()));
        cache.setMaxNCache(0);
        this.session = LookupSession.builder()
                .resolver(dns.resolver())
                .cache(cache)
                .defaultHostsFileParser()
                .build();
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
        CompletionStage<List<InetAddress>> four = addresses(name, Type.A);
        four.thenCombine(addresses(name, Type.AAAA), Names::both).whenComplete((all, problem) -> {
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
