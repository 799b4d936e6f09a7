package io.tocsin.gateway.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** What counts as one address: of IPv6 the first 64 bits, since whoever has one address has all of its network. */
final class ClientNetwork {
    private static final int GROUPS = 4;

    private ClientNetwork() {}

    /** @param address an address as the container writes it, never a name */
    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int zone = address.indexOf('%');
        InetAddress parsed = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
        if (!(parsed instanceof Inet6Address)) {
            return parsed.getHostAddress();
        }
        String[] groups = parsed.getHostAddress().split(":", -1);
        return String.join(":", Arrays.copyOf(groups, GROUPS));
    }
}
