package io.tocsin.monitor.collectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.CollectorDefined;
import io.tocsin.monitor.Api;
import io.tocsin.monitor.Api.Answer;
import io.tocsin.monitor.MonitorServiceIT;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigIT extends MonitorServiceIT {
    private String collector;
    private String config;

    @BeforeEach
    void collector() {
        published.account(account, 5, 3);
        collector = owner().post("/api/v1/collectors/register", "{\"name\":\"a\",\"hostname\":\"a\"}")
                .text("collector_id");
        config = "/api/v1/config/" + collector;
    }

    @Test
    void keepsEveryVersionAndBringsOneBack() {
        Answer second = owner().put(
                        config,
                        "{\"interval_seconds\":30,\"labels\":{\"region\":\"eu\"},\"metrics\":[\"cpu\",\"mem.*\"]}",
                        "If-Match",
                        "\"1\"");
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.header("ETag")).isEqualTo("\"2\"");
        assertThat(owner().get(config).json()).isEqualTo(second.json());
        assertThat(owner().put(config, "{\"interval_seconds\":5}", "If-Match", "\"1\"")
                        .code())
                .isEqualTo("COLLECTOR_010");

        Answer third = owner().post(config + "/rollback", "{\"version\":1}");

        assertThat(third.header("ETag")).isEqualTo("\"3\"");
        assertThat(third.json().path("config").path("interval_seconds").asInt()).isEqualTo(10);
        Answer page = owner().get(config + "/versions?limit=2");
        assertThat(page.json().path("data").size()).isEqualTo(2);
        assertThat(page.json().path("data").path(0).path("version").asInt()).isEqualTo(3);
        Answer rest = owner().get(config + "/versions?limit=2&cursor=" + page.text("next_cursor"));
        assertThat(rest.json().path("data").path(0).path("version").asInt()).isEqualTo(1);
        assertThat(rest.json().path("next_cursor").isNull()).isTrue();
        assertThat(owner().get(config + "/versions/2")
                        .json()
                        .path("config")
                        .path("labels")
                        .path("region")
                        .asString())
                .isEqualTo("eu");
        List<CollectorDefined> events = TopicReader.until(Topics.COLLECTORS, CollectorDefined.class, collector, 3);
        assertThat(events).extracting(CollectorDefined::getConfigVersion).containsExactly(1, 2, 3);
        assertThat(events).extracting(CollectorDefined::getRevision).containsExactly(1L, 2L, 3L);
    }

    @Test
    void countsNoVersionForTheSame() {
        assertThat(owner().put(config, "{\"interval_seconds\":10}").header("ETag"))
                .isEqualTo("\"1\"");
        assertThat(owner().post(config + "/rollback", "{\"version\":1}").header("ETag"))
                .isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"interval_seconds\":0}",
                "{\"interval_seconds\":3601}",
                "{\"interval_seconds\":\"10\"}",
                "{\"interval_seconds\":10,\"version\":7}",
                "{\"interval_seconds\":10,\"labels\":{\"a b\":\"x\"}}",
                "{\"interval_seconds\":10,\"labels\":{\"a\":null}}",
                "{\"interval_seconds\":10,\"metrics\":[\"\"]}",
                "{\"interval_seconds\":10,\"settings\":[]}"
            })
    void refusesConfigurationsThatDoNotFit(String body) {
        assertThat(owner().put(config, body).status()).isEqualTo(400);
        assertThat(owner().get(config).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void isChangedByOwnersOfTheAccountOnly() {
        Api stranger = with(TestTokens.user(Ids.next("acc"), "owner"));

        for (Api other : List.of(stranger)) {
            assertThat(other.put(config, "{\"interval_seconds\":5}").code()).isEqualTo("COLLECTOR_001");
            assertThat(other.post(config + "/rollback", "{\"version\":1}").code())
                    .isEqualTo("COLLECTOR_001");
            assertThat(other.get(config + "/versions").code()).isEqualTo("COLLECTOR_001");
            assertThat(other.get(config + "/versions/1").code()).isEqualTo("COLLECTOR_001");
        }
        assertThat(with(TestTokens.user(account, "viewer"))
                        .put(config, "{\"interval_seconds\":5}")
                        .status())
                .isEqualTo(403);
        assertThat(owner().get(config + "/versions/2").code()).isEqualTo("COLLECTOR_011");
        assertThat(owner().post(config + "/rollback", "{\"version\":2}").code()).isEqualTo("COLLECTOR_011");
    }
}
