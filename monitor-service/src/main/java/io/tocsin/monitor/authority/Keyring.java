package io.tocsin.monitor.authority;

import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The authorities that sign now, opened when they are first needed; an attempt that failed is made again. */
@Component
public class Keyring {
    private final SingletonSupplier<CertificateAuthority> certificates;
    private final SingletonSupplier<TokenAuthority> tokens;

    Keyring(Founding founding) {
        certificates = SingletonSupplier.of(() -> CertificateAuthority.of(founding.certificateAuthority()));
        tokens = SingletonSupplier.of(() -> TokenAuthority.of(founding.tokenAuthority()));
    }

    /** What signs collectors' certificates. */
    public CertificateAuthority certificates() {
        return certificates.obtain();
    }

    /** What signs collectors' tokens. */
    public TokenAuthority tokens() {
        return tokens.obtain();
    }
}
