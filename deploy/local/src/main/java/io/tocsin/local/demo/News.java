package io.tocsin.local.demo;

import io.tocsin.local.demo.Picture.IncidentRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells what happened since the last look; what was over before the first look is no news. */
final class News {

    private final Set<String> opened = new HashSet<>();
    private final Set<String> resolved = new HashSet<>();
    private boolean first = true;

    /** @param incidents newest first */
    List<String> of(List<IncidentRow> incidents) {
        var events = new ArrayList<String>();
        for (var incident : incidents.reversed()) {
            var over = incident.resolved() != null;
            if (first && over) {
                opened.add(incident.id());
                resolved.add(incident.id());
            }
            if (opened.add(incident.id())) {
                events.add("%s: incident opened at %s: %s"
                        .formatted(incident.monitor(), Words.time(incident.opened()), incident.reason()));
            }
            if (incident.resolved() != null && resolved.add(incident.id())) {
                events.add("%s: incident resolved after %s"
                        .formatted(
                                incident.monitor(),
                                Words.span(Duration.between(incident.opened(), incident.resolved()))));
            }
        }
        first = false;
        return events;
    }
}
