package io.tocsin.local.demo;

import io.tocsin.local.demo.Picture.Curve;
import io.tocsin.local.demo.Picture.IncidentRow;
import io.tocsin.local.demo.Picture.MonitorRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Asks the public API for everything that the picture shows. */
final class Reading {

    private static final Duration CURVE = Duration.ofSeconds(90);
    private static final int NOT_FOUND = 404;
    private static final Map<String, String> FIGURES = figures();

    private final Api api;
    private final Credentials client;
    private final InstantSource clock;

    Reading(Api api, Credentials client, InstantSource clock) {
        this.api = api;
        this.client = client;
        this.clock = clock;
    }

    /** @param ids of the monitors to tell of, in the order of their rows */
    List<MonitorRow> monitors(List<String> ids) {
        return stream(data("/api/v1/monitors?limit=100"))
                .filter(monitor -> ids.contains(id(monitor)))
                .sorted(Comparator.comparing(monitor -> ids.indexOf(id(monitor))))
                .map(this::row)
                .toList();
    }

    /** Newest first. */
    List<IncidentRow> incidents(Map<String, String> monitorNames) {
        return stream(data("/api/v1/incidents?limit=20"))
                .filter(incident ->
                        monitorNames.containsKey(incident.path("monitor_id").asString("")))
                .map(incident -> new IncidentRow(
                        incident.path("id").asString(),
                        monitorNames.getOrDefault(incident.path("monitor_id").asString(), ""),
                        Instant.parse(incident.path("opened_at").asString()),
                        instant(incident.path("resolved_at")),
                        incident.path("reason").asString(null)))
                .sorted(Comparator.comparing(IncidentRow::opened).reversed())
                .toList();
    }

    /** Of the server that the collector reports from; none until it is known. */
    List<Curve> curves(String collector) {
        return stream(data("/api/v1/servers?limit=100"))
                .filter(server -> server.path("collector_id").asString("").equals(collector))
                .findFirst()
                .map(server -> curvesOf(server.path("id").asString()))
                .orElse(List.of());
    }

    private List<Curve> curvesOf(String server) {
        var from = clock.instant().minus(CURVE);
        var curves = new ArrayList<Curve>();
        FIGURES.forEach((name, label) -> {
            var path = "/api/v1/servers/%s/metrics?name=%s&from=%s".formatted(server, name, from);
            stream(data(path))
                    .map(series -> curve(name, label, series))
                    .filter(curve -> !curve.values().isEmpty())
                    .max(Comparator.comparing(curve -> curve.values().getLast()))
                    .ifPresent(curves::add);
        });
        return curves;
    }

    private static Curve curve(String name, String label, JsonNode series) {
        var values = stream(series.path("points"))
                .map(point -> point.path(1))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble)
                .toList();
        var of = String.join(
                " ", stream(series.path("labels")).map(JsonNode::asString).toList());
        return new Curve(name, "%s %s".formatted(label, of).strip(), values);
    }

    private static String id(JsonNode resource) {
        return resource.path("id").asString("");
    }

    private MonitorRow row(JsonNode monitor) {
        var id = id(monitor);
        var last = known("/api/v1/monitors/%s/checks?limit=1".formatted(id)).path(0);
        var day = known("/api/v1/monitors/%s/uptime".formatted(id)).path(0);
        return new MonitorRow(
                monitor.path("friendly_name").asString(""),
                monitor.path("status").asString("?"),
                number(last.path("latency_ms")),
                number(day.path("uptime_percent")),
                instant(last.path("scheduled_at")));
    }

    /** Of a thing so new that not every part of the product has heard of it. */
    private JsonNode known(String path) {
        try {
            return data(path);
        } catch (RefusedException e) {
            if (e.status() == NOT_FOUND) {
                return MissingNode.getInstance();
            }
            throw e;
        }
    }

    private JsonNode data(String path) {
        return api.get(path, client).path("data");
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : null;
    }

    private static @Nullable Instant instant(JsonNode node) {
        return node.isString() ? Instant.parse(node.asString()) : null;
    }

    private static Map<String, String> figures() {
        var figures = new LinkedHashMap<String, String>();
        figures.put("cpu_usage_percent", "Processor");
        figures.put("load_1m", "Load");
        figures.put("memory_used_bytes", "Memory used");
        figures.put("disk_used_bytes", "Disk used");
        figures.put("network_received_bytes_per_second", "Received");
        figures.put("network_sent_bytes_per_second", "Sent");
        return figures;
    }
}
