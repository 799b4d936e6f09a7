package io.tocsin.ingest.otlp;

import io.tocsin.ingest.metrics.SeriesBuilder;
import io.tocsin.ingest.protobuf.Message;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Attributes in the order in which they came; values that are no text are written as text. */
final class Attributes {
    /** What identifies a resource (OpenTelemetry semantic conventions, service). The rest describes it. */
    private static final List<String> IDENTITY = List.of("service.namespace", "service.name", "service.instance.id");

    private static final List<String> SERVER = List.of("host.name", "service.instance.id", "host.id", "service.name");

    /** More than any series may have; nothing longer is kept for all of the points that it belongs to. */
    private static final int MOST = 64;

    private final List<String> pairs = new ArrayList<>();
    private boolean cut;

    void clear() {
        pairs.clear();
        cut = false;
    }

    /** All repeated KeyValue fields of that number. */
    void readAll(Message message, int number) {
        for (int field = message.next(); field != 0; field = message.next()) {
            if (field == number) {
                read(message);
            } else {
                message.skip();
            }
        }
    }

    /** One KeyValue, which stands in the current field. */
    void read(Message outer) {
        Message pair = new Message().in(outer);
        String key = "";
        String value = "";
        for (int field = pair.next(); field != 0; field = pair.next()) {
            switch (field) {
                case 1 -> key = pair.text();
                case 2 -> value = value(new Message().in(pair), 0);
                default -> pair.skip();
            }
        }
        if (value.isEmpty()) {
            return;
        }
        if (pairs.size() == 2 * MOST) {
            cut = true;
            return;
        }
        pairs.add(key);
        pairs.add(value);
    }

    Attributes identity() {
        Attributes identity = new Attributes();
        for (String key : IDENTITY) {
            String value = get(key);
            if (!value.isEmpty()) {
                identity.pairs.add(key);
                identity.pairs.add(value);
            }
        }
        return identity;
    }

    /** What the server is called that the resource is, or runs on. */
    String server(String otherwise) {
        for (String key : SERVER) {
            String value = get(key);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return otherwise;
    }

    /** Adds them as labels, giving way to those that are there already. */
    void addBehind(SeriesBuilder series) {
        if (cut) {
            series.refuse("labels are more than 30");
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            series.labelUnlessThere(pairs.get(i), pairs.get(i + 1));
        }
    }

    private String get(String key) {
        int at = pairs.indexOf(key);
        return at >= 0 && at % 2 == 0 ? pairs.get(at + 1) : "";
    }

    /** AnyValue. Lists and maps are written as JSON writes them; what lies deeper than eight of them is left out. */
    private static String value(Message any, int depth) {
        String text = "";
        for (int field = any.next(); field != 0; field = any.next()) {
            switch (field) {
                case 1 -> text = any.text();
                case 2 -> text = any.varint() == 0 ? "false" : "true";
                case 3 -> text = Long.toString(any.varint());
                case 4 -> text = Double.toString(any.real());
                case 5, 6 -> {
                    Message values = new Message().in(any);
                    text = depth == 8 ? "" : elements(values, field == 6, depth + 1);
                }
                case 7 -> text = Base64.getEncoder().encodeToString(any.octets());
                default -> any.skip();
            }
        }
        return text;
    }

    private static String elements(Message list, boolean keyed, int depth) {
        StringBuilder text = new StringBuilder(keyed ? "{" : "[");
        for (int field = list.next(); field != 0; field = list.next()) {
            if (field != 1) {
                list.skip();
                continue;
            }
            if (text.length() > 1) {
                text.append(',');
            }
            Message element = new Message().in(list);
            if (keyed) {
                element(text, element, depth);
            } else {
                text.append('"').append(value(element, depth)).append('"');
            }
        }
        return text.append(keyed ? '}' : ']').toString();
    }

    private static void element(StringBuilder text, Message pair, int depth) {
        for (int field = pair.next(); field != 0; field = pair.next()) {
            switch (field) {
                case 1 -> text.append('"').append(pair.text()).append("\":");
                case 2 ->
                    text.append('"')
                            .append(value(new Message().in(pair), depth))
                            .append('"');
                default -> pair.skip();
            }
        }
    }
}
