package io.tocsin.monitor.monitors;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The secret in the address that a heartbeat is sent to.
 *
 * @param sealed encrypted, for its owner may read it again
 * @param hash SHA-256 in lower-case hexadecimal digits, by which an arriving heartbeat is known
 */
@Embeddable
record HeartbeatToken(
        @Column(name = "heartbeat_token") String sealed,
        @Column(name = "heartbeat_token_hash") String hash) {}
