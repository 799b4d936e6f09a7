package io.tocsin.auth.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.errors.ErrorDetail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PreferenceSchemaTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PreferenceSchema schema = new PreferenceSchema(JSON);

    @Test
    void takesWhatItDescribes() {
        assertThat(schema.violations(JSON.readTree("""
            {"language":"de-AT","time_zone":"Europe/Vienna","theme":"dark","page_size":100,
             "notifications":{"weekly_summary":false},
             "favourite_monitors":["mon_0190a0b0c0d0e0f00190a0b0c0d0e0f0"]}\
            """))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"role":"owner"}                        | role
        {"theme":"pink"}                        | theme
        {"theme":7}                             | theme
        {"page_size":0}                         | page_size
        {"page_size":1.5}                       | page_size
        {"notifications":[]}                    | notifications
        {"notifications":{"sms":true}}          | notifications.sms
        {"notifications":{"product_news":"no"}} | notifications.product_news
        {"favourite_monitors":["mon_1"]}        | favourite_monitors[0]
        {"time_zone":"../../etc/passwd"}        | time_zone
        """)
    void namesWhatItDoesNot(String document, String place) {
        assertThat(schema.violations(JSON.readTree(document)))
                .extracting(ErrorDetail::field)
                .containsExactly(place);
    }
}
