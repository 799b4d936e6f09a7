package io.tocsin.auth.plans;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The plan table. */
@Repository
public class Plans {
    private static final String SELECT = """
        SELECT tier, max_monitors, min_interval_seconds, requests_per_minute, retention_days,
               max_webhook_endpoints, max_collectors, max_tunnels
        FROM plans\
        """;

    private final JdbcClient jdbc;

    Plans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.EmptyResultDataAccessException if there is no such plan */
    public Plan of(String tier) {
        return jdbc.sql(SELECT + " WHERE tier = ?")
                .param(tier)
                .query(Plan.class)
                .single();
    }

    /** The smallest first. */
    public List<Plan> all() {
        return jdbc.sql(SELECT + " ORDER BY requests_per_minute")
                .query(Plan.class)
                .list();
    }
}
