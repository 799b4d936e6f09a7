package io.tocsin.monitor.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.monitor.targets.Target;
import io.tocsin.platform.errors.ApiException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {
    private static final Target SHOP = TestOrders.http("http://shop.example");

    @ParameterizedTest
    @CsvSource({
        "interval_seconds, 0, 100, 1, 1",
        "interval_seconds, 86401, 100, 1, 1",
        "timeout_ms, 60, 99, 1, 1",
        "timeout_ms, 600, 60001, 1, 1",
        "timeout_ms, 10, 10000, 1, 1",
        "failure_threshold, 60, 100, 0, 1",
        "failure_threshold, 60, 100, 11, 1",
        "recovery_threshold, 60, 100, 1, 0"
    })
    void namesTheNumberThatIsOutOfRange(String field, int interval, int timeout, int failures, int recoveries) {
        assertRefused(field, () -> new Definition("x", SHOP, interval, timeout, 0, failures, recoveries, List.of()));
    }

    @Test
    void wantsAName() {
        assertRefused("friendly_name", () -> named("  "));
        assertRefused("friendly_name", () -> named("x".repeat(201)));
        assertThat(named(" x ").friendlyName()).isEqualTo("x");
    }

    @Test
    void wantsFewShortDifferentTags() {
        assertRefused("tags", () -> tagged(List.of("a", "a")));
        assertRefused("tags", () -> tagged(List.of(" ")));
        assertRefused("tags", () -> tagged(List.of("x".repeat(51))));
        assertRefused(
                "tags",
                () -> tagged(IntStream.range(0, 21).mapToObj(String::valueOf).toList()));
    }

    private static Definition named(String name) {
        return TestOrders.of(name, SHOP, List.of());
    }

    private static Definition tagged(List<String> tags) {
        return TestOrders.of("x", SHOP, tags);
    }

    private static void assertRefused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable order) {
        assertThatThrownBy(order)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.details())
                                .singleElement()
                                .satisfies(detail -> assertThat(detail.field()).isEqualTo(field)));
    }
}
