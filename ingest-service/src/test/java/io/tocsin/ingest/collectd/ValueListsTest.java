package io.tocsin.ingest.collectd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.ingest.collectors.Account;
import io.tocsin.ingest.metrics.Delivery;
import io.tocsin.ingest.metrics.Origin;
import io.tocsin.ingest.metrics.Samples;
import io.tocsin.platform.errors.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueListsTest {
    private static final Origin ORIGIN = new Origin("acc", new Account(30, 10, true), "cli_1", "cli_1");

    @Test
    void readsValueListsAsCollectdWritesThem() throws IOException {
        Delivery delivery = read("""
            [{"values":[0.5,null,1.25],"dstypes":["gauge","gauge","gauge"],
              "dsnames":["shortterm","midterm","longterm"],"time":1700000000.1236,"interval":10.000,"host":"db-1",
              "plugin":"load","plugin_instance":"","type":"load","type_instance":""},
             {"values":[12],"dstypes":["derive"],"dsnames":["value"],"time":1700000001,"interval":10.000,"host":"db-1",
              "plugin":"cpu","plugin_instance":"0","type":"cpu","type_instance":"idle","meta":{"network:received":true}}]\
            """);

        assertThat(delivery.items()).isEqualTo(3);
        assertThat(delivery.parcels()).singleElement().satisfies(parcel -> {
            assertThat(parcel.instance()).isEqualTo("db-1");
            Samples samples = parcel.samples();
            assertThat(samples.size()).isEqualTo(3);
            assertThat(samples.series(0)).hasToString("load.load.shortterm[]");
            assertThat(samples.series(1)).hasToString("load.load.longterm[]");
            assertThat(samples.series(2)).hasToString("cpu.cpu[plugin_instance, 0, type_instance, idle]");
            assertThat(samples.time(0)).isEqualTo(1_700_000_000_124L);
            assertThat(samples.value(2)).isEqualTo(12);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "[{}]",
                "[{\"values\":[1],\"dsnames\":[],\"time\":1,\"plugin\":\"a\",\"type\":\"b\"}]",
                "[{\"values\":[1],\"dsnames\":[\"value\"],\"plugin\":\"a\",\"type\":\"b\"}]",
                "[{\"values\":[NaN],\"dsnames\":[\"value\"],\"time\":1,\"plugin\":\"a\",\"type\":\"b\"}]",
                "[{\"values\":[\"1\"],\"dsnames\":[\"value\"],\"time\":1,\"plugin\":\"a\",\"type\":\"b\"}]",
                "[{\"time\":1,\"time\":2}]",
                "[]]",
                "["
            })
    void refusesWhatCollectdDoesNotWrite(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(ApiException.class);
    }

    private static Delivery read(String body) throws IOException {
        return ValueLists.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), ORIGIN, _ -> {});
    }
}
