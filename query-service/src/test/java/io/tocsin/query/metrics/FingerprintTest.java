package io.tocsin.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void isTheSameForTheSame() {
        assertThat(fingerprint("load", Map.of("cpu", "1"))).isEqualTo(fingerprint("load", Map.of("cpu", "1")));
    }

    @Test
    void tellsApartWhatLooksAlike() {
        Set<Fingerprint> seen = new HashSet<>();
        seen.add(fingerprint("load", Map.of("a", "bc")));
        seen.add(fingerprint("load", Map.of("ab", "c")));
        seen.add(fingerprint("loada", Map.of("", "bc")));
        seen.add(fingerprint("load", Map.of()));
        seen.add(fingerprint("Aa", Map.of()));
        seen.add(fingerprint("BB", Map.of()));
        seen.add(new Fingerprint.Builder().build());
        seen.add(new Fingerprint.Builder().add("a", Map.of()).add("b", Map.of()).build());
        seen.add(new Fingerprint.Builder().add("b", Map.of()).add("a", Map.of()).build());
        for (int i = 0; i < 100_000; i++) {
            seen.add(fingerprint("load", Map.of("cpu", Integer.toString(i))));
        }

        assertThat(seen).hasSize(100_009);
    }

    private static Fingerprint fingerprint(String name, Map<String, String> labels) {
        return new Fingerprint.Builder().add(name, labels).build();
    }
}
