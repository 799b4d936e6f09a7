package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the demo tells; asked late, as it has its own time for breaking something. */
@Order(9)
@ExtendWith(WithProduct.class)
class DemoIT {

    private static final Duration A_BREAK = Duration.ofSeconds(90);

    @Test
    void tellsOfAnIncidentFromEndToEnd(RunningProduct product) {
        var log = product.folder().resolve("log/demo.log");

        Measured.until("the demo has told of an incident from end to end", A_BREAK, () -> {
            // its last letter may be half written
            var said = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            return said.contains("Shop that breaks: incident opened") && said.contains("incident resolved after");
        });

        assertThat(log).content().contains("Processor", "Memory used", "up");
        assertThat(product.folder().resolve("demo/ledger.jsonl")).content().contains("acknowledged");
    }
}
