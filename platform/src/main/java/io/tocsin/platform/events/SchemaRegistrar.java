package io.tocsin.platform.events;

import io.tocsin.schemas.Topic;
import io.tocsin.schemas.Topics;
import io.tocsin.schemas.serde.SchemaRegistryClient;
import java.util.Objects;

/** Registers the schemas that a service owns, and lets them change only so that old records stay readable. */
final class SchemaRegistrar {
    private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

    private final SchemaRegistryClient registry;
    private final String service;

    SchemaRegistrar(SchemaRegistryClient registry, String service) {
        this.registry = registry;
        this.service = service;
    }

    void register() {
        for (Topic topic : Topics.ownedBy(service)) {
            registry.register(topic.subject(), Objects.requireNonNull(topic.schema()));
            registry.setCompatibility(topic.subject(), COMPATIBILITY);
        }
        // everybody writes it; who asks for its id now needs no registry later
        registry.lookUp(Topics.AUDIT.subject(), Objects.requireNonNull(Topics.AUDIT.schema()));
    }
}
