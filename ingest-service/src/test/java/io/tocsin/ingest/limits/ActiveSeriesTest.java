package io.tocsin.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ActiveSeriesTest {
    private final AtomicLong tracked = new AtomicLong();
    private final ActiveSeries series = new ActiveSeries(tracked, 0);

    @Test
    void takesNewSeriesWhileThereIsRoom() {
        assertThat(admitted(0, 99, 0)).isEqualTo(100);
        assertThat(admitted(90, 120, 0)).isEqualTo(10);
        assertThat(tracked).hasValue(100);
    }

    @Test
    void makesRoomForOthersWhenSeriesEnd() {
        admitted(0, 99, 0);

        assertThat(admitted(100, 109, 1)).isZero();
        assertThat(admitted(0, 9, 1)).isEqualTo(10);
        assertThat(admitted(100, 199, 2)).isEqualTo(100);
    }

    @Test
    void forgetsEverythingAfterASilence() {
        admitted(0, 99, 0);

        assertThat(admitted(500, 599, 7)).isEqualTo(100);
        assertThat(tracked).hasValue(100);
    }

    @Test
    void refusesNobodyForWantOfMemory() {
        boolean[] all = series.admit(LongStream.range(1, 11).toArray(), 100, 5, 0);

        assertThat(all).containsOnly(true);
        assertThat(tracked).hasValue(5);
        series.forget();
        assertThat(tracked).hasValue(0);
    }

    private int admitted(long from, long to, long period) {
        int count = 0;
        for (boolean one : series.admit(LongStream.rangeClosed(from + 1, to + 1).toArray(), 100, 1_000_000, period)) {
            count += one ? 1 : 0;
        }
        return count;
    }
}
