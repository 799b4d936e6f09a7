package io.tocsin.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangesTest {
    @Test
    void tellsWhatChanged() {
        Changes changes =
                new Changes().of("tier", "free", "team").of("name", "a", "a").of("limit", null, 1);

        assertThat(changes.details())
                .isEqualTo(Map.of("before.tier", "free", "after.tier", "team", "after.limit", "1"));
    }

    @Test
    void isEmptyWhereNothingDid() {
        assertThat(new Changes().of("tier", "free", "free").isEmpty()).isTrue();
    }
}
