package io.tocsin.auth.accounts;

import static io.tocsin.auth.Door.code;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Door;
import io.tocsin.auth.Somebody;
import io.tocsin.events.AccountChanged;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Topics;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class AccountIT {
    private static final String PATH = "/internal/v1/account";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ChangedPlans changedPlans;

    private Somebody owner;

    @BeforeEach
    void signUp() throws Exception {
        owner = Somebody.signedUp(new Door(port));
    }

    @Test
    void showsItsPlan() throws Exception {
        JsonNode account = json(owner.get(PATH));

        assertThat(account.path("tier").asString()).isEqualTo("free");
        assertThat(account.path("tier_class").asString()).isEqualTo("free");
        assertThat(account.path("plan").path("max_monitors").asInt()).isEqualTo(50);
        assertThat(account.path("plan").path("min_interval_seconds").asInt()).isEqualTo(300);
        assertThat(json(owner.get("/internal/v1/plans")).path("data")).hasSize(4);
    }

    @Test
    void isRenamedByWhoHasSeenIt() throws Exception {
        String tag = tag(owner.get(PATH));

        HttpResponse<String> renamed = owner.patch(PATH, "{\"name\":\"Engines\"}", "If-Match", tag);

        assertThat(json(renamed).path("name").asString()).isEqualTo("Engines");
        assertThat(tag(renamed)).isNotEqualTo(tag);
        assertThat(code(owner.patch(PATH, "{\"name\":\"Looms\"}", "If-Match", tag)))
                .isEqualTo("REVISION_002");
        assertThat(code(owner.patch(PATH, "{\"name\":\"Looms\"}"))).isEqualTo("REVISION_001");
        AccountChanged event = TopicReader.until(Topics.ACCOUNTS, AccountChanged.class, owner.accountId(), 2)
                .getLast();
        assertThat(event.getName()).isEqualTo("Engines");
        assertThat(event.getRevision()).isEqualTo(1);
    }

    @Test
    void changesItsTierForNobodyInIt() throws Exception {
        String tag = tag(owner.get(PATH));

        HttpResponse<String> answer = owner.patch(PATH, "{\"name\":\"x\",\"tier\":\"team\"}", "If-Match", tag);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(owner.get(PATH)).path("tier").asString()).isEqualTo("free");
    }

    @Test
    void isToldAgainOnceThePlanTableSaysSomethingElse() throws Exception {
        jdbc.sql("UPDATE accounts SET tier = 'solo' WHERE id = ?")
                .param(owner.accountId())
                .update();
        changedPlans.tell();
        jdbc.sql("UPDATE plans SET max_tunnels = max_tunnels + 1 WHERE tier = 'solo'")
                .update();

        changedPlans.tell();
        long last = revision();
        changedPlans.tell();

        assertThat(revision()).isEqualTo(last);
        List<AccountChanged> told =
                TopicReader.until(Topics.ACCOUNTS, AccountChanged.class, owner.accountId(), (int) last + 1);
        assertThat(told)
                .extracting(AccountChanged::getRevision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, last).boxed().toList());
        assertThat(told.getLast().getMaxTunnels()).isEqualTo(told.get(1).getMaxTunnels() + 1);
    }

    @Test
    void isNotRenamedByViewers() throws Exception {
        Somebody viewer = owner.invited("viewer");

        HttpResponse<String> answer = viewer.patch(PATH, "{\"name\":\"Mine\"}", "If-Match", tag(viewer.get(PATH)));

        assertThat(code(answer)).isEqualTo("AUTH_005");
    }

    private long revision() {
        return jdbc.sql("SELECT revision FROM accounts WHERE id = ?")
                .param(owner.accountId())
                .query(Long.class)
                .single();
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
