package io.tocsin.platform.egress;

import java.net.InetAddress;

/**
 * A block of addresses in CIDR notation (RFC 4632, RFC 4291 §2.3).
 *
 * @param network its first address: 4 bytes of IPv4 or 16 of IPv6
 * @param bits how many leading bits an address shares with it
 */
record AddressRange(byte[] network, int bits) {
    AddressRange {
        if (bits < 0 || bits > network.length * Byte.SIZE) {
            throw new IllegalArgumentException("A prefix of %d bits does not fit the address".formatted(bits));
        }
    }

    /** Reads {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone means just itself. Names are not looked up. */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = literal(text, slash < 0 ? text : text.substring(0, slash));
        return slash < 0
                ? new AddressRange(network, network.length * Byte.SIZE)
                : new AddressRange(network, prefix(text, text.substring(slash + 1)));
    }

    /** Whether the address, of the same family, lies inside. */
    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((address[whole] ^ network[whole]) & (0xff00 >> rest) & 0xff) == 0;
    }

    private static byte[] literal(String range, String address) {
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            throw unreadable(range, e);
        }
    }

    private static int prefix(String range, String bits) {
        try {
            return Integer.parseInt(bits);
        } catch (NumberFormatException e) {
            throw unreadable(range, e);
        }
    }

    private static IllegalArgumentException unreadable(String range, Throwable cause) {
        return new IllegalArgumentException(
                "'%s' is not a range of addresses such as 10.0.0.0/8 or fd00::/8".formatted(range), cause);
    }
}
