package io.tocsin.platform.tokens;

import io.tocsin.events.Revoked;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.schemas.Claims;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** {@code revocations.v1} in memory; tombstones keep it as small as what may still be presented. */
final class RevocationsTable implements Revocations {
    private final CompactedTable<Revoked> revoked;

    RevocationsTable(CompactedTable<Revoked> revoked) {
        this.revoked = revoked;
    }

    @Override
    public boolean covers(Jwt token) {
        return Stream.of(Claims.SESSION, Claims.CLIENT, "sub", "jti", Claims.ACCOUNT)
                .map(token::getClaimAsString)
                .anyMatch(subject -> subject != null && revokedSince(subject, token.getIssuedAt()));
    }

    private boolean revokedSince(String subject, @Nullable Instant issuedAt) {
        Revoked revocation = revoked.get(subject);
        if (revocation == null) {
            return false;
        }
        // sessions, clients and tokens never come back, whenever a token of one was signed, nor accounts while this is
        // there; users do, with new sessions
        boolean forEver = !revocation.getSubjectKind().equals("user");
        return forEver || issuedAt == null || !issuedAt.isAfter(revocation.getRevokedAt());
    }
}
