package io.tocsin.platform.testing;

import java.util.stream.Stream;

/** Ways to write hosts that nothing of a customer may be sent to. Each module that sends tries all of them. */
public final class ForbiddenAddresses {
    private static final String LOOPBACK = """
        localhost LOCALHOST localhost. LocalHost 127.0.0.1 127.0.0.1. 127.1 127.0.1 127.000.000.001 127.0.0.2
        127.255.255.254 127.127 2130706433 2130706434
        0177.0.0.1 0177.0.0.01 0177.1 017700000001 0x7f.0.0.1 0x7f.1 0X7F.0X0.0X0.0X1 0x7f000001 0x7F000001
        0x7f.0x1 0x7f.0.1 127.0x1 0177.0x0.0.1 0x0000007f.1
        １２７.０.０.１ ①②⑦.⓪.⓪.① ｌｏｃａｌｈｏｓｔ localhost。 127。0。0。1
        0 0.0.0.0 0.0 0.0.0 00000000 0x0 0x00000000 0.0.0.1 deceiver.example
        """;
    private static final String SURROUNDINGS = """
        10.0.0.1 10.1 167772161 0xa000001 012.0.0.1 100.64.0.1 172.16.0.1 172.31.1 192.168.0.1 192.168.1
        3232235521 0xc0a80001 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518
        168.63.129.16 100.100.100.200
        192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 4294967295
        """;
    private static final String IPV6 = """
        [::] [::1] [0:0:0:0:0:0:0:1] [0000:0000:0000:0000:0000:0000:0000:0001] [::0001] [::127.0.0.1]
        [::7f00:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [0:0:0:0:0:ffff:127.0.0.1]
        [::ffff:0:127.0.0.1] [::ffff:10.0.0.1] [::ffff:a9fe:a9fe] [64:ff9b::127.0.0.1] [64:ff9b::a9fe:a9fe]
        [64:ff9b:1::1] [2002:7f00:1::] [2001:0:7f00:1::] [2001:db8::1] [3fff::1] [5f00::1] [fc00::1]
        [fd00:ec2::254] [fe80::1] [fec0::1] [ff02::1] [100::1]
        """;

    private ForbiddenAddresses() {}

    /** Loopback, private, reserved, and what clouds answer secrets on; {@code deceiver.example} may lead anywhere. */
    public static Stream<String> spellings() {
        return Stream.of(LOOPBACK, SURROUNDINGS, IPV6)
                .flatMap(text -> Stream.of(text.split("\\s+", -1)))
                .filter(text -> !text.isEmpty());
    }
}
