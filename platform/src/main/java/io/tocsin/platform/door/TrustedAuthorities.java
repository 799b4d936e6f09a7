package io.tocsin.platform.door;

import java.security.cert.X509Certificate;
import java.util.List;

/** Whose signatures under collectors' certificates are believed at the moment. A service with a door has one as a bean. */
@FunctionalInterface
public interface TrustedAuthorities {
    List<X509Certificate> certificates();
}
