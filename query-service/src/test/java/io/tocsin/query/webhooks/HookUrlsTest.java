package io.tocsin.query.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tocsin.platform.egress.AddressGuard;
import io.tocsin.platform.egress.GuardedResolver;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HookUrlsTest {
    private static final AddressGuard GUARD = new AddressGuard(List.of());
    private static final GuardedResolver RESOLVER = new GuardedResolver(GUARD);

    private final HookUrls urls = new HookUrls(RESOLVER, GUARD);

    @AfterAll
    static void close() {
        RESOLVER.close();
    }

    @ParameterizedTest
    @MethodSource("io.tocsin.platform.testing.ForbiddenAddresses#spellings")
    void refusesForbiddenAddressesHoweverTheyAreWritten(String host) {
        assertRefused("http://" + host + "/hook");
        if (!host.equals("deceiver.example")) {
            assertRefused("https://" + host + "/hook");
        }
    }

    @Test
    void leavesANameThatNobodyKnowsYetToTheFirstDelivery() {
        assertThat(urls.admitted("https://nobody.invalid/hook")).isEqualTo("https://nobody.invalid/hook");
    }

    private void assertRefused(String url) {
        assertThatExceptionOfType(ApiException.class)
                .as(url)
                .isThrownBy(() -> urls.admitted(url))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.WEBHOOK_003));
    }
}
