package io.tocsin.local.services;

import java.util.Set;

/**
 * Where the services listen on loopback.
 *
 * @param gateway the one port that people use
 * @param offset what all other ports are moved by, so that a second product fits beside a first
 */
public record ServicePorts(int gateway, int offset) {

    private static final int INGEST_DOOR = 8443;
    private static final int MONITOR_DOOR = 8444;

    /** The usual ports, moved. */
    public static ServicePorts movedBy(int offset) {
        return new ServicePorts(Service.GATEWAY.port() + offset, offset);
    }

    public int of(Service service) {
        return service == Service.GATEWAY ? gateway : service.port() + offset;
    }

    /** Health, metrics. */
    public int management(Service service) {
        return service.managementPort() + offset;
    }

    /** Where collectors push, with their certificates. */
    public int ingestDoor() {
        return INGEST_DOOR + offset;
    }

    /** Where collectors renew their certificates. */
    public int monitorDoor() {
        return MONITOR_DOOR + offset;
    }

    Set<Integer> all(Service service) {
        return switch (service) {
            case INGEST -> Set.of(of(service), management(service), ingestDoor());
            case MONITOR -> Set.of(of(service), management(service), monitorDoor());
            case GATEWAY, AUTH, QUERY -> Set.of(of(service), management(service));
        };
    }
}
