package io.tocsin.ingest.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.MetricsReceived;
import io.tocsin.ingest.IngestIT;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CollectdIT extends IngestIT {
    private final String account = Ids.next("acc");
    private final String client = Ids.next("cli");

    @Test
    void takesWhatItCanAndAnswers200() throws Exception {
        publish(Topics.ACCOUNTS, account, account(account, "team"));

        HttpResponse<String> answer = send("""
            [{"values":[0.5],"dstypes":["gauge"],"dsnames":["value"],"time":%d.250,"interval":10.000,"host":"db-1",
              "plugin":"temp","plugin_instance":"","type":"degrees","type_instance":""},
             {"values":[0.5],"dstypes":["gauge"],"dsnames":["value"],"time":1,"interval":10.000,"host":"db-1",
              "plugin":"temp","plugin_instance":"","type":"degrees","type_instance":"old"}]\
            """.formatted(Instant.now().getEpochSecond()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TopicReader.until(Topics.METRICS, MetricsReceived.class, client, 1))
                .hasSizeBetween(1, 1 + unsettled)
                .allSatisfy(event -> {
                    assertThat(event.getProtocol()).isEqualTo("collectd");
                    assertThat(event.getInstance()).isEqualTo("db-1");
                    assertThat(event.getGroups().getFirst().getSeries())
                            .singleElement()
                            .satisfies(one -> assertThat(one.getName()).isEqualTo("temp.degrees"));
                });
    }

    private HttpResponse<String> send(String body) throws Exception {
        String token = TestTokens.signed(claims -> claims.audience(Claims.CLIENT_AUDIENCE)
                .subject(client)
                .claim(Claims.ACCOUNT, account)
                .claim(Claims.TIER, "team")
                .claim(Claims.SCOPE, "metrics:write"));
        return settled(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/collectd".formatted(port)))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }
}
