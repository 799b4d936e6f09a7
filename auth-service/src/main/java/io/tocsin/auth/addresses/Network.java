package io.tocsin.auth.addresses;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What one customer of an access provider has: an IPv4 address, or the /64 of an IPv6 address (RFC 6177). */
public final class Network {
    private static final int PREFIX_BYTES = 8;

    private Network() {}

    /** @param address in the usual notation; anything else is a network of its own */
    public static String of(String address) {
        if (address.indexOf(':') < 0 || !address.matches("[0-9A-Fa-f:.]+(?:%\\w+)?")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            if (bytes.length == 4) {
                return InetAddress.getByAddress(bytes).getHostAddress();
            }
            Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException _) {
            return address;
        }
    }
}
