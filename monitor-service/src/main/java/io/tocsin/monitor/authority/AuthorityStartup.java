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
    private static final int PATIENCE = 10;

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
        for (int attempt = 1; !closed; attempt++) {
            try {
                keyring.certificateAuthority();
                keyring.tokenAuthority();
                return;
            } catch (RuntimeException e) {
                // the first attempts of a start come before the schemas are registered
                if (attempt % PATIENCE == 0) {
                    LOG.warn("The authorities of collectors can't be opened: {}", e.toString());
                }
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
