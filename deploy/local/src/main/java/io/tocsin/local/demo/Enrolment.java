package io.tocsin.local.demo;

import java.util.Map;

/** The collector's way in: registered once, and again when its credentials are refused. */
record Enrolment(Household household, MachineFigures figures) {

    Door door() {
        return door(household.collector(figures.hostname()));
    }

    Door newDoor() {
        return door(household.newCollector(figures.hostname()));
    }

    /** Under which the product knows the collector now. */
    String collector() {
        return household.collector(figures.hostname()).collectorId();
    }

    private Door door(Registration registration) {
        return new Door(
                registration,
                Map.of(
                        "hostname", figures.hostname(),
                        "os", figures.operatingSystem(),
                        "cores", figures.cores()));
    }
}
