package io.tocsin.monitor.targets;

import io.tocsin.monitor.texts.Texts;
import io.tocsin.platform.egress.EgressUrl;
import io.tocsin.platform.errors.ApiException;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** What an address must be before a runner can be sent there; whether it may is decided when its name is resolved. */
final class Addresses {
    static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_HOST = 253;
    private static final Pattern ONLY_A_HOST = Pattern.compile("[^\\s/?#@\\\\\\[\\]]+");

    private Addresses() {}

    /** @throws ApiException 400 unless it is an absolute http or https URL */
    static String url(String text) {
        String url = Texts.line("url", text, LONGEST_URL);
        try {
            EgressUrl.parse(url);
            return url;
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("url", "is refused: " + e.getMessage());
        }
    }

    /**
     * A name in ASCII and lower case, or an IP address without brackets.
     *
     * @throws ApiException 400 when it is neither
     */
    static String host(String text) {
        String host = Texts.line("host", text, LONGEST_HOST);
        try {
            if (host.contains(":")) {
                return InetAddress.ofLiteral(host).getHostAddress();
            }
            if (ONLY_A_HOST.matcher(host).matches()) {
                return EgressUrl.parse("http://" + host).host();
            }
        } catch (IllegalArgumentException _) {
            throw refusedHost();
        }
        throw refusedHost();
    }

    private static ApiException refusedHost() {
        return ApiException.invalid("host", "must be the name or the IP address of a host, and nothing else");
    }
}
