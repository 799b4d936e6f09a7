package io.tocsin.query.heartbeats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.tocsin.query.checks.Checks;
import io.tocsin.query.definitions.MonitorDefinitions;
import io.tocsin.query.incidents.Watch;
import io.tocsin.query.intake.UpToDate;
import io.tocsin.query.storage.TimeTables;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.transaction.support.TransactionTemplate;

class MissedHeartbeatsTest {
    private final ScheduledTaskRegistrar tasks = new ScheduledTaskRegistrar();

    @Test
    void areLookedForAfterTheGraceOfAStartHoweverShortTheRestIs() {
        missedHeartbeats(new HeartbeatSettings(Duration.ofMillis(1))).configureTasks(tasks);

        assertThat(tasks.getFixedDelayTaskList()).singleElement().satisfies(task -> {
            assertThat(task.getIntervalDuration()).isEqualTo(Duration.ofMillis(1));
            assertThat(task.getInitialDelayDuration()).isEqualTo(Duration.ofSeconds(15));
        });
    }

    private static MissedHeartbeats missedHeartbeats(HeartbeatSettings settings) {
        return new MissedHeartbeats(
                mock(Heartbeats.class),
                mock(Checks.class),
                mock(Watch.class),
                mock(MonitorDefinitions.class),
                mock(TimeTables.class),
                mock(TransactionTemplate.class),
                settings,
                mock(UpToDate.Factory.class));
    }
}
