package io.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void saysThePushAsTheProductTakesIt() throws Exception {
        var time = Instant.parse("2026-01-01T10:00:00.123456Z");
        var samples = List.of(new Sample("disk_used_bytes", Map.of("mount", "/"), 5));

        var bytes = new Batch("b1", time, samples).packed("col_1", Map.of("hostname", "ada"));

        var body = Answers.JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(bytes)));
        assertThat(body).isEqualTo(Answers.JSON.readTree("""
            {"collector_id": "col_1", "batch_id": "b1", "timestamp": "2026-01-01T10:00:00.123Z",
             "server": {"hostname": "ada"},
             "metrics": [{"name": "disk_used_bytes", "labels": {"mount": "/"}, "value": 5.0,
                          "timestamp": "2026-01-01T10:00:00.123Z"}]}\
            """));
    }
}
