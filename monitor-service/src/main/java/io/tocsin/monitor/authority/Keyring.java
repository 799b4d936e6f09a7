package io.tocsin.monitor.authority;

import io.tocsin.platform.door.TrustedAuthorities;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The authorities that sign now, and those whose signatures count; it follows a rotation by itself. */
@Component
public class Keyring implements TrustedAuthorities {
    private static final Duration LIFE = Duration.ofSeconds(10);

    private final Refreshed<CertificateAuthority> certificateAuthority;
    private final Refreshed<TokenAuthority> tokenAuthority;
    private final Refreshed<List<X509Certificate>> trusted;

    Keyring(Founding founding, InstantSource clock) {
        certificateAuthority =
                new Refreshed<>(() -> CertificateAuthority.of(founding.certificateAuthority()), LIFE, clock);
        tokenAuthority = new Refreshed<>(() -> TokenAuthority.of(founding.tokenAuthority()), LIFE, clock);
        trusted = new Refreshed<>(founding::trusted, LIFE, clock);
    }

    /** What signs collectors' certificates. */
    public CertificateAuthority certificateAuthority() {
        return certificateAuthority.get();
    }

    /** What signs collectors' tokens. */
    public TokenAuthority tokenAuthority() {
        return tokenAuthority.get();
    }

    @Override
    public List<X509Certificate> certificates() {
        return trusted.get();
    }

    /** PEM of every authority that certificates of collectors and of doors may be signed by, the one that signs first. */
    public String bundle() {
        return Stream.concat(Stream.of(certificateAuthority().certificate()), certificates().stream())
                .distinct()
                .map(Pem::of)
                .reduce("", String::concat);
    }
}
