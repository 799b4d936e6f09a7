package io.tocsin.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tocsin.ingest.collectors.Account;
import io.tocsin.ingest.collectors.AccountsTable;
import io.tocsin.ingest.collectors.CollectorsTable;
import io.tocsin.ingest.limits.SampleLimits;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class IntakeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Account account = new Account(30, 10, true);
    private final Origin origin = new Origin("acc_1", account, "cli_1", "cli_1");
    private final SampleLimits limits = mock(SampleLimits.class);
    private final MetricsPublisher publisher = mock(MetricsPublisher.class);
    private final Intake intake = new Intake(
            mock(AccountsTable.class),
            mock(CollectorsTable.class),
            limits,
            publisher,
            mock(MetricsMeters.class),
            new MetricsSettings(
                    DataSize.ofMegabytes(1),
                    DataSize.ofMegabytes(10),
                    DataSize.ofMegabytes(24),
                    Duration.ofMinutes(10),
                    DataSize.ofKilobytes(8),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2)),
            InstantSource.fixed(NOW));

    @BeforeEach
    void admitEverySeries() {
        when(limits.admit(any(), any(), any())).thenReturn(new boolean[] {true});
    }

    @Test
    void givesBackWhatWasNotStored() {
        doThrow(new ApiException(ErrorCode.METRICS_002)).when(publisher).publish(any());

        assertThatThrownBy(() -> intake.take(origin, delivery(3))).isInstanceOf(ApiException.class);

        verify(limits).take("acc_1", account, 3);
        verify(limits).giveBack("acc_1", account, 3);
    }

    @Test
    void keepsWhatWasStoredCharged() {
        intake.take(origin, delivery(3));

        verify(limits).take("acc_1", account, 3);
        verify(limits, never()).giveBack("acc_1", account, 3);
    }

    private static Delivery delivery(int count) {
        Samples samples = new Samples(_ -> {});
        for (int i = 0; i < count; i++) {
            samples.add(
                    i, new Series("up", Series.NO_LABELS), NOW.minusSeconds(i).toEpochMilli(), 1);
        }
        return new Delivery(
                "remote_write", null, List.of(new Parcel("web-1", null, samples)), new Refusals(), count, null);
    }
}
