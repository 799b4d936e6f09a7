package io.tocsin.auth.addresses;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;

/** Addresses that are read with a key of the tests. */
public final class TestAddresses {
    private TestAddresses() {}

    public static ClientAddress at(InstantSource clock) {
        return at(clock, new SimpleMeterRegistry());
    }

    static ClientAddress at(InstantSource clock, MeterRegistry meters) {
        return new ClientAddress(
                new AddressSettings("a-key-that-signs-nothing-but-tests", Duration.ofSeconds(60)), clock, meters);
    }
}
