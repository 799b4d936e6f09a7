package io.tocsin.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.local.postgres.PostgresUrl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStackIT {

    @TempDir
    static Path folder;

    static EmbeddedStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = EmbeddedStack.in(Path.of(System.getProperty("tocsin.embedded")), folder);
        stack.startAll();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void aKilledDatabaseKeepsWhatWasCommitted() throws Exception {
        var database = stack.database("kept", "auth");
        execute(database.owner(), "CREATE TABLE note (word text)");
        execute(database.runtime(), "INSERT INTO note VALUES ('kept')");

        stack.killPostgres();
        stack.postgres();

        assertThat(answer(database.runtime(), "SELECT word FROM note")).isEqualTo("kept");
    }

    @Test
    void aServiceReadsAndWritesRowsButOwnsNothing() throws Exception {
        var database = stack.database("owned", "monitor");
        execute(database.owner(), "CREATE TABLE note (id bigserial, word text)");

        execute(database.runtime(), "INSERT INTO note (word) VALUES ('mine')");

        assertThat(answer(database.runtime(), "SELECT current_schema()")).isEqualTo("monitor");
        assertThatThrownBy(() -> execute(database.runtime(), "ALTER TABLE note DISABLE ROW LEVEL SECURITY"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> execute(database.runtime(), "CREATE TABLE own (word text)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void aServiceDoesNotSeeAnothersTables() throws Exception {
        var monitor = stack.database("walls", "monitor");
        var query = stack.database("walls", "query");
        execute(monitor.owner(), "CREATE TABLE secret (word text)");

        assertThatThrownBy(() -> execute(query.runtime(), "SELECT * FROM monitor.secret"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void providingADatabaseTwiceChangesNothing() throws Exception {
        var first = stack.database("twice", "query");
        execute(first.owner(), "CREATE TABLE note (word text)");

        var second = stack.database("twice", "query");

        assertThat(second).isEqualTo(first);
        execute(second.runtime(), "INSERT INTO note VALUES ('again')");
    }

    @Test
    void theDatabaseIsDurable() throws Exception {
        assertThat(answer(stack.postgres(), "SHOW fsync")).isEqualTo("on");
        assertThat(answer(stack.postgres(), "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(answer(stack.postgres(), "SHOW server_encoding")).isEqualTo("UTF8");
    }

    @Test
    void aKilledBrokerKeepsWhatItAcknowledged() throws Exception {
        Map<String, Object> address = Map.of("bootstrap.servers", stack.kafka());
        try (var admin = Admin.create(address)) {
            admin.createTopics(List.of(new NewTopic("notes", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (var producer = new KafkaProducer<>(address, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("notes", "key", "kept")).get();
        }

        stack.killKafka();
        stack.kafka();

        var partition = List.of(new TopicPartition("notes", 0));
        try (var consumer = new KafkaConsumer<>(address, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            assertThat(consumer.poll(Duration.ofSeconds(60)))
                    .singleElement()
                    .satisfies(note -> assertThat(note.value()).isEqualTo("kept"));
        }
    }

    @Test
    void aKilledRegistryKeepsWhatItAcknowledged() throws Exception {
        var id = post("/subjects/notes-value/versions", """
            {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"Note\\",\\"fields\\":[]}"}\
            """);

        stack.killRegistry();

        assertThat(get("/subjects/notes-value/versions/1")).contains("Note").contains(id.replaceAll("\\D", ""));
    }

    @Test
    void theRegistryRefusesWhatOldReadersOfAnyVersionCouldNotRead() throws Exception {
        assertThat(get("/config")).contains("BACKWARD_TRANSITIVE");

        post("/subjects/strict-value/versions", """
            {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"Strict\\",\\"fields\\":[]}"}\
            """);

        assertThat(post("/subjects/strict-value/versions", """
            {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"Strict\\",\\"fields\\":[{\\"name\\":\\"a\\",\\"type\\":\\"int\\"}]}"}\
            """)).contains("\"error_code\":409");
    }

    private static void execute(PostgresUrl url, String sql) throws SQLException {
        try (var connection = url.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String answer(PostgresUrl url, String sql) throws SQLException {
        try (var connection = url.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(stack.registry() + path)).build());
    }

    private static String post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(stack.registry() + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String send(HttpRequest request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
