package io.tocsin.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.events.AccountChanged;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompactedTablesTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.ACCOUNTS.name(), 0);

    /** Records on the topic, none of which ever arrives. */
    private volatile long records;

    /** Done once by a reader that is about to be through. */
    private volatile Runnable meanwhile = () -> {};

    private final CompactedTables tables = new CompactedTables(this::consumer, (_, _) -> null);

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void isIncompleteUntilTheTopicsAreReadAtEachStartAnew() {
        tables.of(Topics.ACCOUNTS, AccountChanged.class);
        assertThat(tables.complete()).isFalse();

        tables.start();
        await().atMost(Duration.ofSeconds(60)).until(tables::complete);
        tables.close();
        records = 1;
        tables.start();

        assertThat(tables.complete()).isFalse();
    }

    @Test
    void isNotMadeCompleteByAReaderThatWasClosed() throws Exception {
        tables.of(Topics.ACCOUNTS, AccountChanged.class);
        CompletableFuture<Thread> closed = new CompletableFuture<>();
        meanwhile = () -> {
            meanwhile = () -> {};
            records = 1;
            tables.close();
            tables.start();
            closed.complete(Thread.currentThread());
        };

        tables.start();
        assertThat(closed.get(60, TimeUnit.SECONDS).join(Duration.ofSeconds(60)))
                .isTrue();

        assertThat(tables.complete()).isFalse();
    }

    @Test
    void isCompleteAtOnceWhereNothingIsRead() {
        tables.start();

        assertThat(tables.complete()).isTrue();
    }

    private MockConsumer<String, byte[]> consumer() {
        MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest") {
            @Override
            public synchronized long position(TopicPartition partition) {
                long position = super.position(partition);
                meanwhile.run();
                return position;
            }
        };
        Node[] nobody = {};
        kafka.updatePartitions(
                PARTITION.topic(), List.of(new PartitionInfo(PARTITION.topic(), 0, Node.noNode(), nobody, nobody)));
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
        kafka.updateEndOffsets(Map.of(PARTITION, records));
        return kafka;
    }
}
