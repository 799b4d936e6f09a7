package io.tocsin.platform.egress;

import java.net.InetAddress;
import java.time.Duration;

/**
 * Why no answer came. The sentence is fit for the customer whose address it was: it names no class and no address that
 * the customer did not give.
 */
public sealed interface EgressFailure {
    /** One sentence without a full stop. */
    String sentence();

    /**
     * The address may not be reached from here.
     *
     * @param host as the customer, or a redirect, gave it
     * @param address what it resolved to; for the log, not for the customer
     */
    record ForbiddenAddress(String host, InetAddress address) implements EgressFailure {
        @Override
        public String sentence() {
            return "%s is not a public address".formatted(host);
        }
    }

    /** The name has no address, or nobody could say which. */
    record NameNotResolved(String host) implements EgressFailure {
        @Override
        public String sentence() {
            return "The name %s could not be resolved".formatted(host);
        }
    }

    /** Nothing listens on that port. */
    record ConnectionRefused(String host, int port) implements EgressFailure {
        @Override
        public String sentence() {
            return "%s refused the connection on port %d".formatted(host, port);
        }
    }

    /** No way leads there. */
    record Unreachable(String host, int port) implements EgressFailure {
        @Override
        public String sentence() {
            return "%s could not be reached on port %d".formatted(host, port);
        }
    }

    /**
     * The whole exchange took too long.
     *
     * @param step what was under way when the time was over
     * @param allowed the time that was given
     */
    record TimedOut(Step step, Duration allowed) implements EgressFailure {
        @Override
        public String sentence() {
            return "Timed out after %s ms while %s".formatted(allowed.toMillis(), step.words());
        }
    }

    /** No trust, or no common protocol. */
    record TlsFailed(String what) implements EgressFailure {
        @Override
        public String sentence() {
            return "TLS failed: " + what;
        }
    }

    /** One redirect more than the request allowed. */
    record TooManyRedirects(int allowed) implements EgressFailure {
        @Override
        public String sentence() {
            return "More than %d redirects".formatted(allowed);
        }
    }

    /** A redirect that can't or must not be followed. */
    record RedirectRefused(String why) implements EgressFailure {
        @Override
        public String sentence() {
            return "The redirect was not followed: " + why;
        }
    }

    /** The connection ended before the whole answer was there. */
    record ConnectionLost(Step step) implements EgressFailure {
        @Override
        public String sentence() {
            return "The connection was closed while " + step.words();
        }
    }

    /** What came back is not HTTP, or more of it than anybody needs. */
    record NotHttp(String what) implements EgressFailure {
        @Override
        public String sentence() {
            return "The answer is not valid HTTP: " + what;
        }
    }

    /** It failed on our side; nothing is known about the target, so nobody may count it as down. */
    record Abandoned(String why) implements EgressFailure {
        @Override
        public String sentence() {
            return "The request was given up on our side: " + why;
        }
    }

    /** The steps of an exchange, in order. */
    enum Step {
        QUEUING("waiting for its turn"),
        RESOLVING("resolving the name"),
        CONNECTING("connecting"),
        SECURING("agreeing on TLS"),
        WAITING("waiting for the answer"),
        READING("reading the answer");

        private final String words;

        Step(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
