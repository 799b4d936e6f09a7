package io.tocsin.monitor.collectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.AuditRecorded;
import io.tocsin.monitor.Api.Answer;
import io.tocsin.monitor.MonitorServiceIT;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where anybody may register, because the operator wants it so. */
class OpenRegistrationIT extends MonitorServiceIT {
    private static final String OPEN = Ids.next("acc");
    private static final String REGISTER = "/api/v1/collectors/register";
    private static final String BODY = "{\"name\":\"a\",\"hostname\":\"web-1\"}";

    @DynamicPropertySource
    static void open(DynamicPropertyRegistry registry) {
        registry.add("COLLECTOR_OPEN_REGISTRATION", () -> OPEN);
    }

    @Test
    void letsCollectorsJoinTheOneAccountWithinItsPlan() {
        published.account(OPEN, 5, 1);

        Answer registered = anybody().post(REGISTER, BODY);
        Answer beyond = anybody().post(REGISTER, BODY);

        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        assertThat(with(TestTokens.user(OPEN, "owner"))
                        .get("/internal/v1/collectors/" + registered.text("collector_id"))
                        .text("account_id"))
                .isEqualTo(OPEN);
        assertThat(beyond.code()).isEqualTo("COLLECTOR_002");
        AuditRecorded audit =
                TopicReader.until(Topics.AUDIT, AuditRecorded.class, OPEN, 1).getLast();
        assertThat(audit.getActorKind()).isEqualTo("anonymous");
    }

    @Test
    void keepsWhoNamesAnAccountInThatAccount() {
        published.account(account, 5, 1);

        Answer registered = owner().post("/internal/v1/collectors/register", BODY);

        assertThat(owner().get("/internal/v1/collectors/" + registered.text("collector_id"))
                        .text("account_id"))
                .isEqualTo(account);
    }

    @Test
    void stillRefusesAnEnrolmentTokenThatIsNone() {
        assertThat(anybody()
                        .post(REGISTER, "{\"name\":\"a\",\"hostname\":\"a\",\"enrolment_token\":\"x\"}")
                        .code())
                .isEqualTo("COLLECTOR_008");
    }
}
