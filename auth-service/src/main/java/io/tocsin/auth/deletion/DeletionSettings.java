package io.tocsin.auth.deletion;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Deletion of accounts and people.
 *
 * @param grace how long it can be taken back
 * @param closed how long invitations, impersonations and OAuth clients are kept that are good for nothing any more
 * @param remembered how long the id of a deleted account stays on its topic, for services that were away
 */
@ConfigurationProperties("tocsin.deletion")
record DeletionSettings(
        @DefaultValue("30d") Duration grace,
        @DefaultValue("30d") Duration closed,
        @DefaultValue("30d") Duration remembered) {}
