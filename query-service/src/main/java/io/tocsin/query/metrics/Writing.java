package io.tocsin.query.metrics;

import io.tocsin.query.collectors.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one batch is going to write, with all ids known. */
final class Writing {
    private final List<Packs.Pack> packs = new ArrayList<>();
    private final Map<String, Instant> servers = new TreeMap<>();
    private final Map<String, Presence.Push> pushes = new HashMap<>();

    void add(Packs.Pack pack) {
        packs.add(pack);
    }

    void seen(String serverId, Instant at) {
        servers.merge(serverId, at, (one, other) -> one.isAfter(other) ? one : other);
    }

    void pushed(Presence.Push push) {
        pushes.merge(push.collectorId(), push, (one, other) -> one.at().isAfter(other.at()) ? one : other);
    }

    List<Packs.Pack> packs() {
        return packs;
    }

    Map<String, Instant> servers() {
        return servers;
    }

    Collection<Presence.Push> pushes() {
        return pushes.values();
    }
}
