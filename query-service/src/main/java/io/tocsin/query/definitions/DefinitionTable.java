package io.tocsin.query.definitions;

import io.tocsin.query.intake.Offsets;
import io.tocsin.query.intake.TopicEndTable;
import io.tocsin.schemas.Topic;
import io.tocsin.schemas.Topics;
import org.springframework.stereotype.Component;

/** Tells whether a definition that is missing can still be on its way to us. */
@Component
public class DefinitionTable {
    private final TopicEndTable topics;
    private final Offsets offsets;

    DefinitionTable(TopicEndTable topics, Offsets offsets) {
        this.topics = topics;
        this.offsets = offsets;
    }

    /** Whether all monitors that were defined up to now are known. */
    public boolean knowsAllMonitors() {
        return knowsAll(Topics.MONITORS);
    }

    /** Whether all collectors that were defined up to now are known. */
    public boolean knowsAllCollectors() {
        return knowsAll(Topics.COLLECTORS);
    }

    /** Whether all accounts that changed up to now are known. */
    public boolean knowsAllAccounts() {
        return knowsAll(Topics.ACCOUNTS);
    }

    private boolean knowsAll(Topic topic) {
        return offsets.reached(topic.name(), topics.of(topic));
    }
}
