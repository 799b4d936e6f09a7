package io.tocsin.local.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that the broker reads at its start.
 *
 * @param folder where they are written
 * @param data where the broker keeps its log
 */
record BrokerConfiguration(Path folder, Path data, int port, int controllerPort) {

    @SuppressWarnings("InlineFormatString") // a page long
    private static final String BROKER = """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAINTEXT
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        log.dirs=%3$s

        # topics are made explicitly, from one catalogue
        auto.create.topics.enable=false
        unclean.leader.election.enable=false
        default.replication.factor=1
        min.insync.replicas=1
        num.partitions=12

        # one broker holds the only replica, and a few partitions start faster than fifty
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=6
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=3
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=1

        # a product that was switched off for a month goes on where it stopped
        offsets.retention.minutes=129600

        # a consumer that died gives its partitions to another within seconds
        group.initial.rebalance.delay.ms=0
        group.consumer.min.session.timeout.ms=6000
        group.consumer.session.timeout.ms=6000
        group.consumer.min.heartbeat.interval.ms=1000
        group.consumer.heartbeat.interval.ms=2000

        # a killed broker may register again only when its former session has expired
        broker.session.timeout.ms=4000
        broker.heartbeat.interval.ms=1000

        num.network.threads=2
        num.io.threads=4
        num.recovery.threads.per.data.dir=2
        log.cleaner.dedupe.buffer.size=16777216
        log.segment.bytes=134217728
        """;

    private static final String LOGGING = """
        appender.out.type = Console
        appender.out.name = out
        appender.out.layout.type = PatternLayout
        appender.out.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %p %m (%c)%n

        rootLogger.level = warn
        rootLogger.appenderRef.out.ref = out

        logger.server.name = kafka.server.KafkaRaftServer
        logger.server.level = info
        """;

    Path broker() {
        return folder.resolve("server.properties");
    }

    Path logging() {
        return folder.resolve("log4j2.properties");
    }

    void write() throws IOException {
        Files.writeString(broker(), BROKER.formatted(port, controllerPort, data));
        Files.writeString(logging(), LOGGING);
    }
}
