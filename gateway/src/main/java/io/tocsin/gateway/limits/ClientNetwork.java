package io.tocsin.gateway.limits;

/** What counts as one address: of IPv6 the first 64 bits, since whoever has one address has all of its network. */
final class ClientNetwork {
    private static final int GROUPS = 4;

    private ClientNetwork() {}

    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] groups = address.split(":", -1);
        if (groups.length < 8) {
            // shortened: containers write addresses in full, so this one is not worth expanding
            return address;
        }
        return String.join(":", java.util.Arrays.copyOf(groups, GROUPS));
    }
}
