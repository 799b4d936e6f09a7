package io.tocsin.monitor.collectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.AuditRecorded;
import io.tocsin.monitor.Api;
import io.tocsin.monitor.Api.Answer;
import io.tocsin.monitor.MonitorServiceIT;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class EnrolmentIT extends MonitorServiceIT {
    private static final String TOKENS = "/internal/v1/collectors/enrolment-tokens";
    private static final String REGISTER = "/api/v1/collectors/register";

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void account() {
        published.account(account, 5, 30);
    }

    @Test
    void letsOneCollectorInThatHasNothingElse() {
        Answer made = owner().post(TOKENS, "{\"name\":\"installer\",\"expires_in_seconds\":600}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);

        Answer registered = register(made.text("token"));

        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        String collector = registered.text("collector_id");
        assertThat(owner().get("/internal/v1/collectors/" + collector).text("account_id"))
                .isEqualTo(account);
        JsonNode listed = owner().get(TOKENS).json().path("data").path(0);
        assertThat(listed.path("id").asString()).isEqualTo(made.text("id"));
        assertThat(listed.path("collector_id").asString()).isEqualTo(collector);
        assertThat(listed.path("used_at").asString()).endsWith("Z");
        assertThat(listed.toString()).doesNotContain(made.text("token"));
        assertThat(register(made.text("token")).code()).isEqualTo("COLLECTOR_008");
        AuditRecorded audit =
                TopicReader.until(Topics.AUDIT, AuditRecorded.class, account, 2).getLast();
        assertThat(audit.getActorKind()).isEqualTo("anonymous");
        assertThat(audit.getDetails()).containsEntry("enrolment_token", made.text("id"));
    }

    @Test
    void letsExactlyOneInOfManyThatComeAtOnce() throws Exception {
        String token = owner().post(TOKENS, "{}").text("token");

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Answer>> calls = IntStream.range(0, 20)
                    .<Callable<Answer>>mapToObj(_ -> () -> onceThereIsRoom(() -> register(token)))
                    .toList();
            List<Answer> answers =
                    threads.invokeAll(calls).stream().map(Future::resultNow).toList();

            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(19);
        }
        assertThat(owner().get("/internal/v1/collectors").json().path("data").size())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatAdmitsNobody() {
        Answer deleted = owner().post(TOKENS, "{}");
        assertThat(owner().delete(TOKENS + "/" + deleted.text("id")).status()).isEqualTo(204);
        assertThat(owner().delete(TOKENS + "/" + deleted.text("id")).code()).isEqualTo("COLLECTOR_009");
        Answer expired = owner().post(TOKENS, "{}");
        Tenancy.everyAccount(() -> jdbc.sql("UPDATE enrolment_token SET expires_at = now() WHERE id = ?")
                .param(expired.text("id"))
                .update());

        assertThat(register(deleted.text("token")).code()).isEqualTo("COLLECTOR_008");
        assertThat(register(expired.text("token")).code()).isEqualTo("COLLECTOR_008");
        assertThat(register("tocsin_enrol_x").code()).isEqualTo("COLLECTOR_008");
        assertThat(anybody()
                        .post(REGISTER, "{\"name\":\"a\",\"hostname\":\"a\"}")
                        .code())
                .isEqualTo("AUTH_001");
    }

    @Test
    void keepsTokensToOwnersOfTheirAccount() {
        String token = owner().post(TOKENS, "{}").text("id");
        Api stranger = with(TestTokens.user(Ids.next("acc"), "owner"));

        assertThat(with(TestTokens.user(account, "viewer")).post(TOKENS, "{}").status())
                .isEqualTo(403);
        assertThat(stranger.get(TOKENS).json().path("data").size()).isZero();
        assertThat(stranger.delete(TOKENS + "/" + token).code()).isEqualTo("COLLECTOR_009");
        assertThat(owner().post(TOKENS, "{\"expires_in_seconds\":59}").status()).isEqualTo(400);
        assertThat(owner().post(TOKENS, "{\"name\":\" \"}").status()).isEqualTo(400);
    }

    private Answer register(String token) {
        return anybody()
                .post(REGISTER, "{\"name\":\"a\",\"hostname\":\"a\",\"enrolment_token\":\"%s\"}".formatted(token));
    }
}
