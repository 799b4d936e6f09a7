package io.tocsin.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void doesNotDependOnTheOrderOfLabels() {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("a", "1");
        one.put("b", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("b", "2");
        other.put("a", "1");

        assertThat(digest("load", one)).isEqualTo(digest("load", other));
    }

    @Test
    void tellsApartWhatLooksAlikeWhenJoined() {
        assertThat(digest("load", Map.of("a", "bc"))).isNotEqualTo(digest("load", Map.of("ab", "c")));
        assertThat(digest("ab", Map.of())).isNotEqualTo(digest("a", Map.of()));
        assertThat(new Digest.Builder().add("a", Map.of()).add("b", Map.of()).build())
                .isNotEqualTo(new Digest.Builder()
                        .add("b", Map.of())
                        .add("a", Map.of())
                        .build());
    }

    private static Digest digest(String name, Map<String, String> labels) {
        return new Digest.Builder().add(name, labels).build();
    }
}
