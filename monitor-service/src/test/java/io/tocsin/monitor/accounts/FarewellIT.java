package io.tocsin.monitor.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.events.CollectorDefined;
import io.tocsin.events.MonitorDefined;
import io.tocsin.monitor.MonitorServiceIT;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class FarewellIT extends MonitorServiceIT {
    private static final String MONITORS = "/internal/v1/monitors";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Farewell farewell;

    @Test
    void leavesNothingOfADeletedAccountAndTouchesNoOther() {
        published.account(account, 500, 5);
        String other = Ids.next("acc");
        published.account(other, 5, 5);
        String kept = with(TestTokens.user(other, "owner"))
                .post(MONITORS, http("kept"))
                .text("id");
        String monitor =
                owner().post(MONITORS, http("first"), "Idempotency-Key", "k").text("id");
        for (int i = 0; i < 250; i++) {
            owner().post(MONITORS, http("m" + i));
        }
        String collector = owner().post("/api/v1/collectors/register", "{\"name\":\"a\",\"hostname\":\"a\"}")
                .text("collector_id");
        owner().post("/internal/v1/collectors/enrolment-tokens", "{}");

        published.deleted(account);

        await().until(() -> rows("monitor") == 0 && rows("repetition") == 0);
        await().until(() -> rows("enrolment_token") == 0);
        assertThat(TopicReader.until(Topics.MONITORS, MonitorDefined.class, monitor, 2))
                .last()
                .isNull();
        List<CollectorDefined> events = TopicReader.until(Topics.COLLECTORS, CollectorDefined.class, collector, 2);
        assertThat(events.getLast().getRevokedAt()).isNotNull();
        farewell.bid();
        assertThat(TopicReader.until(Topics.COLLECTORS, CollectorDefined.class, collector, 2))
                .hasSize(2);
        assertThat(with(TestTokens.user(other, "owner"))
                        .get(MONITORS + "/" + kept)
                        .status())
                .isEqualTo(200);
        assertThat(owner().post(MONITORS, http("late")).status()).isEqualTo(401);
    }

    private long rows(String table) {
        return Tenancy.inEveryAccount(() -> jdbc.sql("SELECT count(*) FROM " + table + " WHERE account_id = ?")
                .param(account)
                .query(Long.class)
                .single());
    }

    private static String http(String name) {
        return "{\"friendly_name\":\"%s\",\"type\":\"http\",\"url\":\"http://a.example/\"}".formatted(name);
    }
}
