package io.tocsin.platform.outbox;

import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.correlation.Trace;
import io.tocsin.platform.tenancy.Tenancy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes events from the outbox to Kafka: one instance at a time by an advisory lock, in order of their ids, and deletes
 * what a broker acknowledged. There is no cursor that a slow transaction could commit behind: whatever is still in the
 * table is still to be sent. An event may be sent twice (after a crash between the two), never lost.
 */
final class OutboxRelay implements SmartLifecycle, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BATCH = 500;
    private static final int SECONDS = 10;

    /** Advisory locks are the database's, which services share; the schema is each one's own. */
    private static final String LOCK =
            "SELECT pg_try_advisory_xact_lock(hashtextextended('outbox of ' || current_schema(), 0))";

    private record Row(
            long id,
            String topic,
            String key,
            byte @Nullable [] value,
            String correlationId,
            @Nullable String trace) {
        ProducerRecord<String, byte[]> toRecord() {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
            record.headers().add(Correlation.HEADER, correlationId.getBytes(StandardCharsets.UTF_8));
            if (trace != null) {
                record.headers().add(Trace.HEADER, trace.getBytes(StandardCharsets.UTF_8));
            }
            return record;
        }
    }

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Producer<String, byte[]> producer;
    private final Semaphore work = new Semaphore(1);
    private @Nullable Thread thread;
    private volatile boolean running;

    OutboxRelay(JdbcClient jdbc, TransactionOperations transactions, Producer<String, byte[]> producer) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.producer = producer;
    }

    /** Says that there may be something to send. */
    void wake() {
        work.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(() -> Tenancy.everyAccount(this::run));
    }

    @Override
    public void stop() {
        running = false;
        wake();
        Thread relay = thread;
        if (relay != null) {
            try {
                relay.join(Duration.ofSeconds(SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The end, while {@link #stop} is a pause. */
    @Override
    public void destroy() {
        producer.close(Duration.ofSeconds(2));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                if (!sendBatch()) {
                    work.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                    work.drainPermits();
                }
            } catch (DataAccessException | TransactionException | KafkaException | IllegalStateException e) {
                LOG.warn("Events wait in the outbox: {}", e.toString());
                rest();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** @return whether there may be more at once */
    private boolean sendBatch() {
        Boolean full = transactions.execute(_ -> {
            if (!jdbc.sql(LOCK).query(Boolean.class).single()) {
                return false;
            }
            List<Row> rows = jdbc.sql(
                            "SELECT id, topic, key, value, correlation_id, trace_parent FROM outbox ORDER BY id LIMIT"
                                    + " ?")
                    .param(BATCH)
                    .query((result, _) -> new Row(
                            result.getLong(1),
                            result.getString(2),
                            result.getString(3),
                            result.getBytes(4),
                            result.getString(5),
                            result.getString(6)))
                    .list();
            if (rows.isEmpty()) {
                return false;
            }
            send(rows);
            jdbc.sql("DELETE FROM outbox WHERE id = ANY (?)")
                    .param(rows.stream().map(Row::id).toArray(Long[]::new))
                    .update();
            return rows.size() == BATCH;
        });
        return Boolean.TRUE.equals(full);
    }

    private void send(List<Row> rows) {
        // without a broker this fails once; each send would wait as long
        rows.stream().map(Row::topic).distinct().forEach(producer::partitionsFor);
        List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
        for (Row row : rows) {
            sent.add(producer.send(row.toRecord()));
        }
        producer.flush();
        for (Future<RecordMetadata> acknowledgement : sent) {
            try {
                acknowledgement.get(SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("Kafka did not acknowledge an event", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while events were on their way", e);
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
