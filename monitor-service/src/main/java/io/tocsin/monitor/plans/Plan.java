package io.tocsin.monitor.plans;

/**
 * What an account may do here, as auth-service last published it.
 *
 * @param tier free, solo, team or enterprise
 * @param maxMonitors monitors at most
 * @param minIntervalSeconds shortest time between two checks
 * @param maxCollectors collectors at most
 */
public record Plan(String tier, int maxMonitors, int minIntervalSeconds, int maxCollectors) {}
