package io.tocsin.ingest.probes;

import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressUrl;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a monitor aims at; one kind for each probe. */
public sealed interface Target {
    /**
     * Is up when it answers with an expected status and, where there is a keyword, with a fitting body.
     *
     * @param request its deadline does not count: the monitor's does
     */
    record Http(
            EgressRequest request,
            ExpectedStatuses expected,
            @Nullable Keyword keyword) implements Target {}

    /** Is up when it answers an ICMP echo. */
    record Ping(String host) implements Target {
        public Ping {
            host = hostOf(host);
        }
    }

    /** Is up when it takes a TCP connection. */
    record Port(String host, int port) implements Target {
        public Port {
            host = hostOf(host);
            checkPort(port);
        }
    }

    /**
     * Is up when its certificate is trusted, is for that host, and ends late enough.
     *
     * @param warningDays days that the certificate must still have; 0 for as long as it is valid
     */
    record Tls(String host, int port, int warningDays) implements Target {
        public Tls {
            host = hostOf(host);
            checkPort(port);
        }
    }

    /**
     * Is up when the resolver has such records of it.
     *
     * @param question what is asked, and what one of the answers must be
     */
    record Dns(DnsQuestion question) implements Target {}

    private static String hostOf(String text) {
        String host = text.strip();
        String written = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        if (written.contains("/") || written.contains("?") || written.contains("#")) {
            throw new IllegalArgumentException("'%s' is not a host".formatted(host.toLowerCase(Locale.ROOT)));
        }
        return EgressUrl.parse("http://" + written).host();
    }

    private static void checkPort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("A port is between 1 and 65535");
        }
    }
}
