package io.tocsin.platform.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

class SchedulingAutoConfigurationTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withInitializer(SchedulingAutoConfigurationTest::addDefaults)
            .withConfiguration(
                    AutoConfigurations.of(TaskSchedulingAutoConfiguration.class, SchedulingAutoConfiguration.class));

    @Test
    void letsSlowWorkHoldUpNoOther() {
        context.withUserConfiguration(Work.class).run(started -> {
            Work work = started.getBean(Work.class);

            assertThat(work.slowBegun.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(work.otherDone.await(60, TimeUnit.SECONDS)).isTrue();
            work.slowMayEnd.countDown();
        });
    }

    @Test
    void leavesAServiceWithoutSuchWorkAlone() {
        context.run(started -> assertThat(started).hasNotFailed().doesNotHaveBean("taskScheduler"));
    }

    private static void addDefaults(ConfigurableApplicationContext context) {
        try {
            context.getEnvironment()
                    .getPropertySources()
                    .addLast(new ResourcePropertySource(
                            new ClassPathResource("io/tocsin/platform/defaults.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Work {
        final CountDownLatch slowBegun = new CountDownLatch(1);
        final CountDownLatch slowMayEnd = new CountDownLatch(1);
        final CountDownLatch otherDone = new CountDownLatch(3);

        @Scheduled(fixedDelay = 10)
        void slow() throws InterruptedException {
            slowBegun.countDown();
            slowMayEnd.await();
        }

        @Scheduled(fixedDelay = 10, initialDelay = 200)
        void other() {
            otherDone.countDown();
        }
    }
}
