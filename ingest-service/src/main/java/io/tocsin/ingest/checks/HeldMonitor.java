package io.tocsin.ingest.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A monitor that this runner holds, from one definition to the next. Decides which slots are due; knows no time of its
 * own. A new definition is a new object, so that plans made for the old one lead nowhere.
 */
final class HeldMonitor {
    /** A definition or a request that is older has been served by somebody, or by nobody, long ago. */
    private static final Duration NEWS = Duration.ofSeconds(30);

    private final Monitor monitor;
    private final CheckSchedule schedule;
    private volatile boolean held = true;
    private volatile boolean busy;

    HeldMonitor(Monitor monitor) {
        this.monitor = monitor;
        this.schedule = CheckSchedule.of(monitor.id(), monitor.interval());
    }

    Monitor monitor() {
        return monitor;
    }

    boolean held() {
        return held;
    }

    /** From now on nothing planned for it is run. */
    void release() {
        held = false;
    }

    /** Whether a check of the schedule may begin; one at a time. */
    boolean begin() {
        if (busy) {
            return false;
        }
        busy = true;
        return true;
    }

    void end() {
        busy = false;
    }

    /**
     * What is due first for this definition.
     *
     * @param before what was held before; null if nothing was
     * @param catchUp how late a regular slot may still be run
     */
    List<Slot> firstSlots(@Nullable Monitor before, Instant now, Duration catchUp) {
        List<Slot> slots = new ArrayList<>();
        if (!monitor.runs()) {
            return slots;
        }
        boolean changed = before == null || monitor.revision() != before.revision();
        if (changed && isNews(monitor.changedAt(), now)) {
            slots.add(new Slot(monitor.changedAt(), Slot.Kind.CHANGED));
        }
        Instant requested = monitor.requestedAt();
        if (requested != null
                && isNews(requested, now)
                && (before == null || !requested.equals(before.requestedAt()))) {
            slots.add(new Slot(requested, Slot.Kind.REQUESTED));
        }
        Instant current = schedule.atOrBefore(now);
        boolean takenOver =
                before == null && slots.isEmpty() && !current.plus(catchUp).isBefore(now);
        slots.add(new Slot(takenOver ? current : schedule.after(now), Slot.Kind.REGULAR));
        return slots;
    }

    /** The regular slot after one that was due, and after now: what was missed stays unknown. */
    Slot next(Slot slot, Instant now) {
        Instant after = slot.scheduledAt().isAfter(now) ? slot.scheduledAt() : now;
        return new Slot(schedule.after(after), Slot.Kind.REGULAR);
    }

    private static boolean isNews(Instant instant, Instant now) {
        return !instant.plus(NEWS).isBefore(now);
    }
}
