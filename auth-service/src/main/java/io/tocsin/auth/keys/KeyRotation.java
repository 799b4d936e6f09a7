package io.tocsin.auth.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Replaces signing keys so that nobody notices: the next one is published before it signs, the one before stays published
 * until its last token has lapsed.
 */
@Component
public class KeyRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final StoredKeys stored;
    private final KeySettings settings;
    private final InstantSource clock;

    KeyRotation(StoredKeys stored, KeySettings settings, InstantSource clock) {
        this.stored = stored;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    @Transactional
    public void rotateIfDue() {
        stored.lock();
        Instant now = clock.instant();
        List<SigningKey> keys = stored.all();
        Duration before = settings.rotation().minus(settings.lead());
        if (!keys.isEmpty() && !keys.getFirst().activeFrom().plus(before).isAfter(now)) {
            next(now);
        }
        int removed = stored.removeReplacedBefore(now.minus(settings.kept()));
        if (removed > 0) {
            LOG.info("{} signing keys were removed: no token of theirs can be alive", removed);
        }
    }

    /** A new key, published at once, that signs after the lead; does nothing while another one is waiting. */
    @Transactional
    public void rotate() {
        stored.lock();
        Instant now = clock.instant();
        boolean waiting = stored.all().stream().anyMatch(key -> key.activeFrom().isAfter(now));
        if (!waiting) {
            next(now);
        }
    }

    private void next(Instant now) {
        SigningKey made = stored.make(now, now.plus(settings.lead()));
        LOG.info("The key {} signs tokens from {} on", made.jwk().getKeyID(), made.activeFrom());
    }
}
