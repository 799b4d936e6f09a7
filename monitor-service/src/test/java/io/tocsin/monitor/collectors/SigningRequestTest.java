package io.tocsin.monitor.collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningRequestTest {
    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void takesEllipticKeys(String curve) throws Exception {
        KeyPair keys = TestRequests.elliptic(curve);

        assertThat(SigningRequest.parse(TestRequests.signed(keys, keys.getPrivate()))
                        .key())
                .isEqualTo(keys.getPublic());
    }

    @Test
    void takesRsaKeysOfGoodLength() throws Exception {
        KeyPair keys = TestRequests.rsa(2048);

        assertThat(SigningRequest.parse(TestRequests.signed(keys, keys.getPrivate()))
                        .key())
                .isEqualTo(keys.getPublic());
    }

    @Test
    void refusesWeakKeys() throws Exception {
        KeyPair keys = TestRequests.rsa(1024);

        assertRefused(TestRequests.signed(keys, keys.getPrivate()));
    }

    @Test
    void refusesKeysThatDidNotSign() throws Exception {
        assertRefused(TestRequests.signed(
                TestRequests.elliptic("secp256r1"),
                TestRequests.elliptic("secp256r1").getPrivate()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----",
                "-----BEGIN CERTIFICATE REQUEST-----\n!!\n-----END CERTIFICATE REQUEST-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
            })
    void refusesWhatIsNoRequest(String pem) {
        assertRefused(pem);
        assertRefused(pem + " ".repeat(20_000));
    }

    private static void assertRefused(String pem) {
        assertThatThrownBy(() -> SigningRequest.parse(pem))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COLLECTOR_003));
    }
}
