package io.tocsin.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.IngestIT;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LimitsIT extends IngestIT {
    private static final int SERIES_OF_FREE = 2000;

    private final String account = Ids.next("acc");
    private final String collector = Ids.next("col");
    private final String token = TestTokens.client(account, "metrics:write");

    @BeforeEach
    void onTheFreePlan() {
        publish(Topics.ACCOUNTS, account, account(account, "free"));
        publish(Topics.COLLECTORS, collector, collector(account, collector));
    }

    @Test
    void goesOnWithTheSeriesThatThePlanAllows() throws Exception {
        JsonNode first = JSON.readTree(push(0, SERIES_OF_FREE + 1).body());
        JsonNode second = JSON.readTree(push(0, SERIES_OF_FREE).body());

        assertThat(first.path("metrics_count").asInt()).isEqualTo(SERIES_OF_FREE);
        assertThat(first.at("/rejected/0/reason").asString()).isEqualTo("the plan allows no more active series");
        assertThat(second.path("status").asString()).isEqualTo("success");
    }

    @Test
    void asksToWaitWhenTheMinutesSamplesAreUsedUp() throws Exception {
        HttpResponse<String> answer = push(0, SERIES_OF_FREE);
        // what a slow broker makes of a push costs none of the plan
        for (int i = 0; i < 80 && answer.statusCode() != 429; i++) {
            answer = push(0, SERIES_OF_FREE);
        }

        assertThat(code(answer)).isEqualTo("429 METRICS_004");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    }

    private HttpResponse<String> push(int from, int to) throws Exception {
        String metrics = IntStream.range(from, to)
                .mapToObj("{\"name\":\"m%d\",\"value\":1}"::formatted)
                .collect(Collectors.joining(","));
        return settled(pushTo("http://127.0.0.1:" + port, token)
                .POST(BodyPublishers.ofString(
                        "{\"collector_id\":\"%s\",\"metrics\":[%s]}".formatted(collector, metrics)))
                .build());
    }
}
