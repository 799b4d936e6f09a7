package io.tocsin.schemas.serde;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/** Avro loads only classes that it was told to trust: the generated events are. */
public final class TrustedEvents {
    private static final ClassSecurityPredicate EVENTS =
            type -> type.getPackageName().equals("io.tocsin.events");

    private TrustedEvents() {}

    /** Idempotent; to be called before the first record is read into a generated class. */
    public static synchronized void trust() {
        if (!ClassSecurityValidator.getGlobal().isTrusted(io.tocsin.events.CheckCompleted.class)) {
            ClassSecurityValidator.setGlobal(
                    ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), EVENTS));
        }
    }
}
