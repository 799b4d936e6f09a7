package io.tocsin.platform.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides which addresses may be reached on a customer's behalf: those that are globally reachable by the IANA special
 * purpose registries (RFC 6890 and its updates), and those that the operator opened. It looks at the address alone,
 * never at how it was spelled.
 */
public final class AddressGuard {
    private static final List<AddressRange> CLOSED_IPV4 = ranges(
            "0.0.0.0/8", // this network
            "10.0.0.0/8",
            "100.64.0.0/10", // shared by carriers
            "127.0.0.0/8",
            "168.63.129.16/32", // Azure's host, reachable from every machine there
            "169.254.0.0/16", // link-local, with the clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    private static final AddressRange GLOBAL_IPV6 = AddressRange.parse("2000::/3");

    /** What is special inside the one block that IANA gives out. */
    private static final List<AddressRange> CLOSED_IPV6 = ranges(
            "2001::/23", // protocol assignments, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: carries any IPv4 address inside
            "3fff::/20"); // documentation

    private static final AddressRange MAPPED =
            new AddressRange(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0}, 96);
    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");

    private final List<AddressRange> opened;

    /**
     * @param opened ranges in CIDR notation that are allowed whatever else is said of them
     * @throws IllegalArgumentException when one is not readable
     */
    public AddressGuard(List<String> opened) {
        this.opened = opened.stream().map(AddressRange::parse).toList();
    }

    /** Whether a connection to that address may be made. */
    public boolean allows(InetAddress address) {
        return allows(address.getAddress());
    }

    /** Whether the operator opened it: such an address may be reached without TLS too. */
    public boolean isOpened(InetAddress address) {
        return isOpened(address.getAddress());
    }

    private boolean isOpened(byte[] address) {
        return opened.stream().anyMatch(range -> range.contains(address));
    }

    private boolean allows(byte[] address) {
        if (isOpened(address)) {
            return true;
        }
        if (address.length == 4) {
            return CLOSED_IPV4.stream().noneMatch(range -> range.contains(address));
        }
        if (MAPPED.contains(address) || NAT64.contains(address)) {
            return allows(Arrays.copyOfRange(address, 12, 16));
        }
        return GLOBAL_IPV6.contains(address) && CLOSED_IPV6.stream().noneMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }
}
