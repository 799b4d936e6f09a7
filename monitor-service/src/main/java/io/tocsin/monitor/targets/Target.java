package io.tocsin.monitor.targets;

import static io.tocsin.monitor.targets.Ranges.within;

import io.tocsin.monitor.texts.Texts;
import io.tocsin.platform.errors.ApiException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a monitor aims at. */
public sealed interface Target {
    TargetType type();

    /** What a check sends; empty where it sends nothing of the customer's. */
    default RequestContent content() {
        return RequestContent.EMPTY;
    }

    /** An address that should answer with an expected status. */
    record Http(String url, WebRequest request) implements Target {
        public Http {
            url = Addresses.url(url);
        }

        @Override
        public TargetType type() {
            return TargetType.HTTP;
        }

        @Override
        public RequestContent content() {
            return request.content();
        }
    }

    /** An address whose answer should contain a text, or should not. */
    record Keyword(String url, WebRequest request, Phrase phrase) implements Target {
        public Keyword {
            url = Addresses.url(url);
            if (request.method().equals("HEAD")) {
                throw ApiException.invalid("method", "must not be HEAD: there would be no body to look into");
            }
        }

        @Override
        public TargetType type() {
            return TargetType.KEYWORD;
        }

        @Override
        public RequestContent content() {
            return request.content();
        }
    }

    /** A host that should answer an echo request. */
    record Ping(String host) implements Target {
        public Ping {
            host = Addresses.host(host);
        }

        @Override
        public TargetType type() {
            return TargetType.PING;
        }
    }

    /** A port that should accept connections. */
    record Port(String host, int port) implements Target {
        public Port {
            host = Addresses.host(host);
            within("port", port, 1, Addresses.HIGHEST_PORT);
        }

        @Override
        public TargetType type() {
            return TargetType.PORT;
        }
    }

    /**
     * A server whose certificate should be good, and stay so for a while.
     *
     * @param warningDays fails when the certificate ends in fewer days, 1 to 365
     */
    record Tls(String host, int port, int warningDays) implements Target {
        public Tls {
            host = Addresses.host(host);
            within("port", port, 1, Addresses.HIGHEST_PORT);
            within("warning_days", warningDays, 1, 365);
        }

        @Override
        public TargetType type() {
            return TargetType.TLS;
        }
    }

    /**
     * A name that should resolve.
     *
     * @param recordType one of {@link #RECORD_TYPES}, in any case
     * @param expectedValue what one of the answers must be; null takes any
     */
    record Dns(String host, String recordType, @Nullable String expectedValue) implements Target {
        static final List<String> RECORD_TYPES =
                List.of("A", "AAAA", "CNAME", "MX", "NS", "TXT", "SOA", "SRV", "CAA", "PTR");
        private static final int LONGEST_VALUE = 500;

        public Dns {
            host = Addresses.host(host);
            recordType = recordType.toUpperCase(Locale.ROOT);
            if (!RECORD_TYPES.contains(recordType)) {
                throw ApiException.invalid("record_type", "must be one of " + String.join(", ", RECORD_TYPES));
            }
            expectedValue = expectedValue == null ? null : Texts.line("expected_value", expectedValue, LONGEST_VALUE);
        }

        @Override
        public TargetType type() {
            return TargetType.DNS;
        }
    }

    /**
     * Something that should call in.
     *
     * @param periodSeconds how often, 1 s to 31 days
     * @param graceSeconds how late it may be, up to 7 days
     */
    record Heartbeat(int periodSeconds, int graceSeconds) implements Target {
        public static final int LONGEST_PERIOD = 31 * 86_400;
        private static final int LONGEST_GRACE = 7 * 86_400;

        public Heartbeat {
            within("period_seconds", periodSeconds, 1, LONGEST_PERIOD);
            within("grace_seconds", graceSeconds, 0, LONGEST_GRACE);
        }

        @Override
        public TargetType type() {
            return TargetType.HEARTBEAT;
        }
    }
}
