package io.tocsin.auth.accounts;

import java.util.Locale;

/** The plans that an account can be on. */
public enum Tier {
    FREE("free"),
    SOLO("premium"),
    TEAM("premium"),
    ENTERPRISE("enterprise");

    private final String tierClass;

    Tier(String tierClass) {
        this.tierClass = tierClass;
    }

    /**
     * @param name as it is written on the wire; {@code premium} is another name of team
     * @throws IllegalArgumentException for any other
     */
    public static Tier of(String name) {
        return switch (name) {
            case "free" -> FREE;
            case "solo" -> SOLO;
            case "team", "premium" -> TEAM;
            case "enterprise" -> ENTERPRISE;
            default ->
                throw new IllegalArgumentException("A tier is free, solo, team or enterprise, not \"" + name + "\"");
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** free, premium or enterprise, for clients that know three. */
    public String tierClass() {
        return tierClass;
    }
}
