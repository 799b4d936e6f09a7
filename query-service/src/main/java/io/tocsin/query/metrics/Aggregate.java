package io.tocsin.query.metrics;

import io.tocsin.platform.errors.ApiException;
import java.util.Locale;

/** What a bucket of samples becomes. */
enum Aggregate {
    AVG("avg(value)"),
    MIN("min(value)"),
    MAX("max(value)"),
    SUM("sum(value)"),
    COUNT("count(value)::float8"),
    LAST("(array_agg(value ORDER BY time DESC))[1]");

    private final String sql;

    Aggregate(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    static Aggregate parse(String text) {
        for (Aggregate aggregate : values()) {
            if (aggregate.name().toLowerCase(Locale.ROOT).equals(text)) {
                return aggregate;
            }
        }
        throw ApiException.invalid("agg", "is avg, min, max, last, sum or count");
    }
}
