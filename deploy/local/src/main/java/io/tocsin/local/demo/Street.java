package io.tocsin.local.demo;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The monitors of the demo: two that watch the product itself, and one that watches the shop. */
final class Street {

    /** Of the shop's monitor, by which it is found again. */
    static final String SHOP = "Shop that breaks";

    private final Household household;
    private final Feed feed;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final String shop;

    Street(Household household, Feed feed, URI product, URI shop) {
        this.household = household;
        this.feed = feed;
        names.put(household.monitor("Tocsin's health", product.resolve("/health/ready")), "Tocsin's health");
        names.put(household.monitor("Tocsin's error list", product.resolve("/api/v1/errors")), "Tocsin's error list");
        this.shop = household.monitor(SHOP, shop);
        names.put(this.shop, SHOP);
    }

    List<String> monitors() {
        return List.copyOf(names.keySet());
    }

    /** By id. */
    Map<String, String> names() {
        return names;
    }

    /** Asks for a check of the shop without waiting for its turn, so that a change shows within seconds. */
    void checkShop() {
        try {
            household.checkNow(shop);
        } catch (UnavailableException | RefusedException e) {
            feed.say("The shop is checked at its next turn only: " + e.getMessage());
        }
    }
}
