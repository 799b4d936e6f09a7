package io.tocsin.ingest.otlp;

import io.tocsin.ingest.metrics.Delivery;
import io.tocsin.ingest.metrics.Origin;
import io.tocsin.ingest.metrics.Parcels;
import io.tocsin.ingest.metrics.Refusals;
import io.tocsin.ingest.protobuf.Message;
import java.util.function.IntConsumer;

/**
 * Reads {@code ExportMetricsServiceRequest} (opentelemetry-proto 1.x, metrics/v1): resources, scopes, metrics, points. Of a
 * resource's attributes, those that identify it become labels of its series; its host or instance names the server.
 */
final class ExportRequest {
    private final byte[] body;
    private final Origin origin;
    private final Parcels parcels;
    private final Refusals refusals = new Refusals();
    private final PointReader points = new PointReader(refusals);

    private ExportRequest(byte[] body, Origin origin, IntConsumer room) {
        this.body = body;
        this.origin = origin;
        this.parcels = new Parcels(room);
    }

    /**
     * @param room as for {@link Parcels}
     * @throws io.tocsin.platform.errors.ApiException METRICS_005 if it is no such message, VALIDATION_003 if it holds too much
     */
    static Delivery read(byte[] body, Origin origin, IntConsumer room) {
        ExportRequest request = new ExportRequest(body, origin, room);
        Message message = new Message().over(body);
        Message resourceMetrics = new Message();
        for (int field = message.next(); field != 0; field = message.next()) {
            if (field == 1) {
                request.resourceMetrics(resourceMetrics.in(message), message.position());
            } else {
                message.skip();
            }
        }
        return new Delivery("otlp", null, request.parcels.all(), request.refusals, request.points.items(), null);
    }

    /** The resource may stand behind what it is about, so it is looked for first. */
    private void resourceMetrics(Message message, int end) {
        int begin = message.position();
        Attributes resource = new Attributes();
        Message part = new Message();
        for (int field = message.next(); field != 0; field = message.next()) {
            if (field == 1) {
                resource.readAll(part.in(message), 1);
            } else {
                message.skip();
            }
        }
        points.about(resource.identity(), parcels.of(resource.server(origin.instance()), origin.instance()));
        message.over(body, begin, end);
        for (int field = message.next(); field != 0; field = message.next()) {
            if (field == 2) {
                part.in(message);
                scopeMetrics(part, message.position());
            } else {
                message.skip();
            }
        }
    }

    private void scopeMetrics(Message message, int end) {
        int begin = message.position();
        String scope = "";
        Message part = new Message();
        for (int field = message.next(); field != 0; field = message.next()) {
            if (field == 1) {
                scope = name(part.in(message), scope);
            } else {
                message.skip();
            }
        }
        points.within(scope);
        message.over(body, begin, end);
        for (int field = message.next(); field != 0; field = message.next()) {
            if (field == 2) {
                part.in(message);
                metric(part, message.position());
            } else {
                message.skip();
            }
        }
    }

    private void metric(Message message, int end) {
        int begin = message.position();
        points.of(name(message, ""));
        message.over(body, begin, end);
        Message data = new Message();
        for (int field = message.next(); field != 0; field = message.next()) {
            switch (field) {
                case 5, 7, 9, 10, 11 -> {
                    data.in(message);
                    data(field, data, message.position());
                }
                default -> message.skip();
            }
        }
    }

    private void data(int kind, Message data, int end) {
        int begin = data.position();
        Message point = new Message();
        boolean delta = false;
        for (int field = data.next(); field != 0; field = data.next()) {
            if (field == 2 && kind != 5 && kind != 11) {
                delta = data.varint() == 1;
            } else {
                data.skip();
            }
        }
        data.over(body, begin, end);
        for (int field = data.next(); field != 0; field = data.next()) {
            if (field != 1) {
                data.skip();
                continue;
            }
            point.in(data);
            switch (kind) {
                case 9 -> points.histogram(point, delta);
                case 10 -> points.exponential(point, delta);
                case 11 -> points.summary(point);
                default -> points.number(point, delta);
            }
        }
    }

    /** Field 1 of a scope or of a metric. */
    private static String name(Message message, String otherwise) {
        String name = otherwise;
        for (int field = message.next(); field != 0; field = message.next()) {
            if (field == 1) {
                name = message.text();
            } else {
                message.skip();
            }
        }
        return name;
    }
}
