package io.tocsin.ingest.heartbeats;

import io.tocsin.events.MonitorDefined;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Those of {@code monitors.v1} that wait for heartbeats, by the hash of their token: a token itself is kept nowhere. Every
 * instance knows them all, for a heartbeat may come in anywhere.
 */
@Component
class HeartbeatsTable {
    private static final int LONGEST_TOKEN = 256;

    private final CompactedTable<Heartbeat> monitors;

    /** Monitors by hash. An entry may be out of date; what it leads to says whether it is. */
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    HeartbeatsTable(CompactedTables tables) {
        this.monitors = tables.of(Topics.MONITORS, MonitorDefined.class, this::read);
    }

    /** The monitor with that token; null where there is none. */
    @Nullable
    Heartbeat find(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return null;
        }
        String hash = sha256(token);
        String monitorId = hashes.get(hash);
        Heartbeat found = monitorId == null ? null : monitors.get(monitorId);
        return found == null || !found.tokenHash().equals(hash) ? null : found;
    }

    static String sha256(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private @Nullable Heartbeat read(MonitorDefined event) {
        String hash = event.getHeartbeatTokenHash();
        if (!event.getType().equals("heartbeat") || hash == null) {
            return null;
        }
        hashes.put(hash, event.getMonitorId());
        return new Heartbeat(event.getMonitorId(), event.getAccountId(), event.getRevision(), event.getPaused(), hash);
    }
}
