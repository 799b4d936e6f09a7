package io.tocsin.platform.egress;

import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.ForbiddenAddress;
import io.tocsin.platform.egress.EgressFailure.NameNotResolved;
import io.tocsin.platform.egress.EgressFailure.Step;
import io.tocsin.platform.egress.EgressFailure.TimedOut;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a customer's host into addresses that may be reached. Whoever opens a connection uses the addresses that it
 * answers and never resolves the name again, for the next answer may be another.
 */
public final class GuardedResolver implements AutoCloseable {
    private static final Pattern DIGITS = Pattern.compile("[0-9.]+");

    /** 0177.0.0.1 is 127.0.0.1 to a browser and 177.0.0.1 to Java: nobody can mean it honestly. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(.*\\.)?0[0-9][0-9.]*");

    private static final int LOOKUPS_AT_ONCE = 64;
    private static final int LOOKUPS_WAITING = 10_000;

    private static final Abandoned TOO_MANY = new Abandoned("too many names are being resolved");

    private final AddressGuard guard;
    private final NameLookup names;
    private final ThreadPoolExecutor lookups;

    public GuardedResolver(AddressGuard guard) {
        this(guard, InetAddress::getAllByName);
    }

    GuardedResolver(AddressGuard guard, NameLookup names) {
        this.guard = guard;
        this.names = names;
        // a lookup is a native call that can't be interrupted: it would hold the carrier of a virtual thread
        this.lookups = new ThreadPoolExecutor(
                LOOKUPS_AT_ONCE,
                LOOKUPS_AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(LOOKUPS_WAITING),
                Thread.ofPlatform().daemon().name("egress-lookup-", 0).factory());
        this.lookups.allowCoreThreadTimeOut(true);
    }

    /**
     * All addresses of a host, in the system's order; at least one.
     *
     * @param host a name, or an address in any notation
     * @param patience how long to wait for the answer
     * @throws EgressException when it is not resolved in time, or when a single one of its addresses is forbidden: a
     *     name with both kinds is meant to deceive
     */
    public List<InetAddress> resolve(String host, Duration patience) throws EgressException {
        List<InetAddress> literal = literal(host);
        return literal == null ? admit(host, lookUp(host, patience)) : literal;
    }

    /**
     * The address that the host itself is, in any notation; null where it is a name. For a caller that looks names up
     * without waiting, and then has to have the answer admitted.
     *
     * @throws EgressException when the address is forbidden or can be read in two ways
     */
    public @Nullable List<InetAddress> literal(String host) throws EgressException {
        if (AMBIGUOUS.matcher(host).matches()) {
            throw new EgressException(new NameNotResolved(host));
        }
        return isLiteral(host) ? admit(host, List.of(InetAddress.ofLiteral(host))) : null;
    }

    /**
     * All addresses of a host as they were answered.
     *
     * @throws EgressException when a single one of them is forbidden: a name with both kinds is meant to deceive
     */
    public List<InetAddress> admit(String host, List<InetAddress> addresses) throws EgressException {
        for (InetAddress address : addresses) {
            if (!guard.allows(address)) {
                throw new EgressException(new ForbiddenAddress(host, address));
            }
        }
        return addresses;
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }

    private static boolean isLiteral(String host) {
        if (host.indexOf(':') < 0 && !DIGITS.matcher(host).matches()) {
            return false;
        }
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private List<InetAddress> lookUp(String host, Duration patience) throws EgressException {
        AtomicBoolean begun = new AtomicBoolean();
        Future<InetAddress[]> answer;
        try {
            answer = lookups.submit(() -> {
                begun.set(true);
                return names.lookUp(host);
            });
        } catch (RejectedExecutionException e) {
            throw new EgressException(TOO_MANY, e);
        }
        try {
            return List.of(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw new EgressException(new NameNotResolved(host), e);
        } catch (TimeoutException e) {
            throw new EgressException(begun.get() ? new TimedOut(Step.RESOLVING, patience) : TOO_MANY, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EgressException(new Abandoned("it was interrupted"), e);
        } finally {
            answer.cancel(false);
        }
    }
}
