package io.tocsin.monitor.authority;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Founds the authorities as soon as database and registry are there, so that the collectors' doors know them before the
 * first collector registers.
 */
@Component
class AuthorityStartup {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorityStartup.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Keyring keyring;
    private volatile boolean closed;

    AuthorityStartup(Keyring keyring) {
        this.keyring = keyring;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread.ofVirtual().name("authority-startup").start(this::insist);
    }

    @PreDestroy
    void close() {
        closed = true;
    }

    private void insist() {
        while (!closed) {
            try {
                keyring.certificates();
                keyring.tokens();
                return;
            } catch (RuntimeException e) {
                LOG.info("The authorities of collectors wait: {}", e.toString());
                rest();
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
