package io.tocsin.auth.invitations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Invitations.
 *
 * @param life how long one is good
 * @param most how many may be open at a time in one account
 */
@ConfigurationProperties("tocsin.invitations")
record InvitationSettings(
        @DefaultValue("7d") Duration life,
        @DefaultValue("200") int most) {}
