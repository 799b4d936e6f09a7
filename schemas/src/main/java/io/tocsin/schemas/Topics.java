package io.tocsin.schemas;

import io.tocsin.events.AccountChanged;
import io.tocsin.events.AuditRecorded;
import io.tocsin.events.AuthorityPublished;
import io.tocsin.events.CheckCompleted;
import io.tocsin.events.CollectorDefined;
import io.tocsin.events.IncidentChanged;
import io.tocsin.events.MetricsReceived;
import io.tocsin.events.MonitorDefined;
import io.tocsin.events.Revoked;
import io.tocsin.events.StatusDecided;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The catalogue of topics: every service makes sure that all of them exist, none is ever created by being used. */
public final class Topics {
    /** Plan and suspension, by account id. */
    public static final Topic ACCOUNTS = compacted("accounts.v1", "auth", AccountChanged.getClassSchema());
    /** Sessions, clients and users whose tokens are refused, by their id. */
    public static final Topic REVOCATIONS = compacted("revocations.v1", "auth", Revoked.getClassSchema());
    /** Keys that collectors' credentials are verified with, by authority id. */
    public static final Topic AUTHORITIES = compacted("authorities.v1", "monitor", AuthorityPublished.getClassSchema());
    /** Standing orders of monitors, by monitor id. */
    public static final Topic MONITORS = compacted("monitors.v1", "monitor", MonitorDefined.getClassSchema());
    /** Registered collectors, by collector id. */
    public static final Topic COLLECTORS = compacted("collectors.v1", "monitor", CollectorDefined.getClassSchema());
    /** Status of monitors and collectors, by their id. */
    public static final Topic STATUS = compacted("status.v1", "query", StatusDecided.getClassSchema());
    /** Batches of samples. The key is the source's id; the partition is not, so that what comes together lies together. */
    public static final Topic METRICS = events("metrics.v1", "ingest", MetricsReceived.getClassSchema(), 30);
    /** Executed checks, by monitor id. */
    public static final Topic CHECKS = events("checks.v1", "ingest", CheckCompleted.getClassSchema(), 30);
    /** Public event: incidents, by monitor id. */
    public static final Topic INCIDENTS = events("incidents.v1", "query", IncidentChanged.getClassSchema(), 30);
    /** What somebody did, by account id. */
    public static final Topic AUDIT = events("audit.v1", "auth", AuditRecorded.getClassSchema(), 400);

    private static final List<Topic> EVENTS = List.of(
            ACCOUNTS, REVOCATIONS, AUTHORITIES, MONITORS, COLLECTORS, STATUS, METRICS, CHECKS, INCIDENTS, AUDIT);

    private Topics() {}

    /** Topics that carry events, without the dead letters. */
    public static List<Topic> events() {
        return EVENTS;
    }

    /** Every topic, dead letters included. */
    public static List<Topic> all() {
        return EVENTS.stream()
                .flatMap(topic -> Stream.of(topic, topic.deadLetters()))
                .toList();
    }

    /** Topics whose schema that service registers. */
    public static List<Topic> ownedBy(String service) {
        return EVENTS.stream().filter(topic -> topic.owner().equals(service)).toList();
    }

    private static Topic compacted(String name, String owner, Schema schema) {
        return new Topic(name, owner, schema, null);
    }

    private static Topic events(String name, String owner, Schema schema, int days) {
        return new Topic(name, owner, schema, Duration.ofDays(days));
    }
}
