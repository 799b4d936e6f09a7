package io.tocsin.ingest.probes;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * What a dns monitor asks.
 *
 * @param type number of the record type
 * @param expected what one of the answers must be, in the shape that {@link #value} gives it; null where any will do
 */
public record DnsQuestion(Name name, int type, @Nullable String expected) {
    private static final Set<String> TYPES =
            Set.of("A", "AAAA", "CNAME", "MX", "NS", "TXT", "SOA", "SRV", "CAA", "PTR");

    /**
     * @param host a name; for PTR an address too
     * @throws IllegalArgumentException with a sentence for the customer
     */
    public static DnsQuestion of(String host, String type, @Nullable String expected) {
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException("'%s' is not a type of record that can be asked for".formatted(type));
        }
        String shape = expected == null || expected.isBlank() ? null : shape(expected.strip(), type);
        return new DnsQuestion(name(host.strip(), type), Type.value(type), shape);
    }

    String typeName() {
        return Type.string(type);
    }

    /** Whether one record answers the question as expected. */
    boolean isAnsweredBy(Record record) {
        if (record.getType() != type) {
            return false;
        }
        return expected == null
                || expected.equals(value(record))
                || record instanceof MXRecord mail
                        && expected.equals(shape(mail.getTarget().toString(), "MX"));
    }

    private String value(Record record) {
        String text = record instanceof TXTRecord txt ? String.join("", txt.getStrings()) : record.rdataToString();
        return shape(text, typeName());
    }

    /** One spelling for all: no dot at the end and lower case, save for texts; addresses in the shortest form. */
    private static String shape(String value, String type) {
        return switch (type) {
            case "TXT" -> value;
            case "A", "AAAA" -> address(value);
            case "CAA" -> value.replace("\"", "").toLowerCase(Locale.ROOT);
            default -> {
                String lower = value.toLowerCase(Locale.ROOT);
                yield lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
            }
        };
    }

    private static String address(String value) {
        try {
            return InetAddress.ofLiteral(value).getHostAddress();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'%s' is not an address".formatted(value), e);
        }
    }

    private static Name name(String host, String type) {
        try {
            if (type.equals("PTR") && !host.endsWith(".arpa") && !host.endsWith(".arpa.")) {
                return ReverseMap.fromAddress(InetAddress.ofLiteral(host));
            }
            return Name.fromString(host.endsWith(".") ? host : host + ".");
        } catch (TextParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'%s' is not a name that can be asked for".formatted(host), e);
        }
    }
}
