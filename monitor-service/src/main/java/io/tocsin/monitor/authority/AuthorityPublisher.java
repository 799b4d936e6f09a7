package io.tocsin.monitor.authority;

import io.tocsin.events.AuthorityPublished;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.schemas.Topics;
import org.springframework.stereotype.Component;

/** Leaves the public part of a new authority for those who verify credentials. */
@Component
class AuthorityPublisher {
    private final Outbox outbox;

    AuthorityPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    void founded(Authority authority) {
        AuthorityPublished.Builder event = AuthorityPublished.newBuilder()
                .setAuthorityId(authority.id())
                .setKind(authority.kind().text())
                .setNotBefore(authority.notBefore())
                .setNotAfter(authority.notAfter());
        switch (authority.kind()) {
            case CERTIFICATE -> event.setCertificate(authority.publicPart());
            case TOKEN -> event.setJwk(authority.publicPart());
        }
        outbox.append(Topics.AUTHORITIES, authority.id(), event.build());
    }
}
