package io.tocsin.query.incidents;

/** How a monitor is, as far as enough observations in a row have shown. */
sealed interface Condition {
    /**
     * Nothing is known for certain.
     *
     * @param failures in a row so far
     */
    record Pending(int failures) implements Condition {}

    /**
     * Up, with no incident.
     *
     * @param failures in a row so far
     */
    record Up(int failures) implements Condition {}

    /**
     * Down, with an incident open.
     *
     * @param successes in a row so far
     */
    record Down(int successes) implements Condition {}
}
