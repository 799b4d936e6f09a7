package io.tocsin.platform.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.EOFException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class ScheduledFailuresTest {
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
        ILoggingEvent line = lineFor(
                new DataAccessResourceFailureException("An I/O error; SQL [SELECT 1]", new EOFException()), Work.class);

        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getFormattedMessage())
                .isEqualTo("ScheduledFailuresTest.Work.look has to wait for the database: "
                        + "org.springframework.dao.DataAccessResourceFailureException: An I/O error; SQL [SELECT 1]; "
                        + "java.io.EOFException");
        assertThat(line.getThrowableProxy()).isNull();
    }

    @Test
    void namesTheWorkWhoseTransactionCanNotBegin() {
        ILoggingEvent line =
                lineFor(new CannotCreateTransactionException("Could not open a connection"), TransactedWork.class);

        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getFormattedMessage())
                .startsWith("ScheduledFailuresTest.TransactedWork.look has to wait for the database: ");
    }

    @Test
    void tellsEverythingOfAConflict() {
        ILoggingEvent line = lineFor(new OptimisticLockingFailureException("changed meanwhile"), Work.class);

        assertThat(line.getLevel()).isEqualTo(Level.ERROR);
        assertThat(line.getThrowableProxy().getMessage()).isEqualTo("changed meanwhile");
    }

    @Test
    void tellsEverythingOfWhatNobodyForesaw() {
        ILoggingEvent line = lineFor(new IllegalStateException("odd"), Work.class);

        assertThat(line.getLevel()).isEqualTo(Level.ERROR);
        assertThat(line.getFormattedMessage()).contains("Work.look failed");
        assertThat(line.getThrowableProxy().getMessage()).isEqualTo("odd");
    }

    private ILoggingEvent lineFor(RuntimeException failure, Class<?> work) {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(TaskSchedulingAutoConfiguration.class, SchedulingAutoConfiguration.class))
                .withBean(Tries.class, () -> new Tries(failure, new CountDownLatch(2)))
                .withUserConfiguration(work)
                .run(started -> assertThat(started.getBean(Tries.class).latch().await(60, TimeUnit.SECONDS))
                        .isTrue());
        return lines.list.getFirst();
    }

    /** The second try shows that the first one's failure was dealt with. */
    private record Tries(RuntimeException failure, CountDownLatch latch) {
        RuntimeException next() {
            latch.countDown();
            failure.fillInStackTrace();
            return failure;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Work {
        private final Tries tries;

        Work(Tries tries) {
            this.tries = tries;
        }

        @Scheduled(fixedDelay = 10)
        void look() {
            throw tries.next();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @EnableTransactionManagement
    static class TransactedWork {
        @Bean
        PlatformTransactionManager transactions(Tries tries) {
            return new AbstractPlatformTransactionManager() {
                @Override
                protected Object doGetTransaction() {
                    return tries;
                }

                @Override
                protected void doBegin(Object transaction, TransactionDefinition definition) {
                    throw tries.next();
                }

                @Override
                protected void doCommit(DefaultTransactionStatus status) {
                    throw new AssertionError("nothing began");
                }

                @Override
                protected void doRollback(DefaultTransactionStatus status) {
                    throw new AssertionError("nothing began");
                }
            };
        }

        @Scheduled(fixedDelay = 10)
        @Transactional
        void look() {
            throw new AssertionError("no transaction");
        }
    }
}
