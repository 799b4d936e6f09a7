package io.tocsin.platform.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

class ScheduledFailuresTest {
    private static final AtomicReference<RuntimeException> FAILURE = new AtomicReference<>();

    private final Logger logger = (Logger) LoggerFactory.getLogger(ScheduledFailures.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    @Test
    void namesTheWorkThatHasToWaitForTheDatabaseInOneLine() {
        ILoggingEvent line = lineFor(new DataAccessResourceFailureException(
                "Failed to obtain JDBC Connection", new SQLTransientConnectionException("localhost:5432 refused")));

        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getFormattedMessage())
                .endsWith("Work.look has to wait, the database did not answer: localhost:5432 refused");
        assertThat(line.getThrowableProxy()).isNull();
    }

    @Test
    void tellsEverythingOfWhatNobodyForesaw() {
        ILoggingEvent line = lineFor(new IllegalStateException("odd"));

        assertThat(line.getLevel()).isEqualTo(Level.ERROR);
        assertThat(line.getFormattedMessage()).contains("Work.look failed");
        assertThat(line.getThrowableProxy().getMessage()).isEqualTo("odd");
    }

    private ILoggingEvent lineFor(RuntimeException failure) {
        FAILURE.set(failure);
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(TaskSchedulingAutoConfiguration.class, SchedulingAutoConfiguration.class))
                .withUserConfiguration(Work.class)
                .run(started -> assertThat(started.getBean(Work.class).tries.await(60, TimeUnit.SECONDS))
                        .isTrue());
        return lines.list.getFirst();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Work {
        /** The second try shows that the first one's failure was dealt with. */
        final CountDownLatch tries = new CountDownLatch(2);

        @Scheduled(fixedDelay = 10)
        void look() {
            tries.countDown();
            RuntimeException failure = FAILURE.get();
            failure.fillInStackTrace();
            throw failure;
        }
    }
}
