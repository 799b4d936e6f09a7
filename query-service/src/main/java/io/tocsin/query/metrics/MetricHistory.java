package io.tocsin.query.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.query.metrics.SeriesPoints.Point;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.storage.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Answers questions from packed rows. Whoever asks has found the sources through their account. */
@Component
class MetricHistory {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<SortedMap<String, String>> LABELS = new TypeReference<>() {};

    /** Asked for first: a planner without statistics would look into every slot of every sample. */
    private static final String WANTED = """
        WITH wanted AS MATERIALIZED (
            SELECT s.id, s.name, s.labels, s.source_id, l.set_id, l.pos
            FROM series s JOIN series_slot l ON l.series_id = s.id
            WHERE s.source_id = ANY (:sources) AND (CAST(:name AS text) IS NULL OR s.name = :name)
                AND s.labels @> CAST(:labels AS jsonb))
        """;

    private static final String SAMPLES = """
        SELECT w.id, w.name, w.labels, p.time, p.vals[w.pos] AS value
        FROM wanted w JOIN metric_pack p ON p.source_id = w.source_id AND p.set_id = w.set_id
        WHERE p.time >= :from AND p.time < :to
        """;
    /** Bounded before it is sorted, so that what is too much is not read to its end. */
    private static final String RAW =
            WANTED + "SELECT * FROM (" + SAMPLES + " LIMIT :limit) AS bounded ORDER BY name, id, time";

    /** The last row of each list of series, not of each series: a fraction of the work. */
    private static final String LATEST = """
        SELECT s.id, s.name, s.labels, p.time, p.vals[l.pos] AS value
        FROM metric_set m
        CROSS JOIN LATERAL (
            SELECT time, vals FROM metric_pack
            WHERE source_id = m.source_id AND set_id = m.id AND time >= :from AND time < :to
            ORDER BY time DESC LIMIT 1
        ) p
        JOIN series_slot l ON l.set_id = m.id
        JOIN series s ON s.id = l.series_id
        WHERE m.source_id = ANY (:sources) AND m.used_at > CAST(:from AS timestamptz) - interval '2 days'
            AND (CAST(:name AS text) IS NULL OR s.name = :name)
            AND s.labels @> CAST(:labels AS jsonb)
        ORDER BY s.name, s.id, p.time LIMIT :limit
        """;

    /** A series, whether it has points or not. */
    record KnownSeries(long id, String name, Map<String, String> labels) {}

    private final JdbcClient jdbc;
    private final MetricSettings settings;

    MetricHistory(JdbcClient jdbc, MetricSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * Samples that are NaN are in the answer only where samples are asked for as they came: buckets are made of the
     * others, and a series whose newest sample is NaN has no latest value.
     *
     * @throws ApiException if the answer would be too large
     */
    List<SeriesPoints> answer(List<Integer> sources, MetricQuestion question) {
        boolean latest = question.aggregate() == Aggregate.LAST && question.step() == null;
        Map<Long, SeriesPoints> series = new LinkedHashMap<>();
        boolean buckets = question.aggregate() != null && !latest;
        int[] points = {0};
        jdbc.sql(latest ? LATEST : question.aggregate() == null ? RAW : buckets(question, question.aggregate()))
                .param("sources", sources.toArray(Integer[]::new))
                .param("name", question.name())
                .param("labels", JSON.writeValueAsString(question.labels()))
                .param("from", SqlTime.of(question.from()))
                .param("to", SqlTime.of(question.to()))
                .param("limit", settings.maxPoints() + 1)
                .param("most", settings.maxSamples() + 1)
                .query(row -> {
                    if (buckets && row.getLong("samples") > settings.maxSamples()) {
                        throw ApiException.invalid(
                                "from",
                                "is too far away: more than %d samples; ask for fewer series or a shorter range"
                                        .formatted(settings.maxSamples()));
                    }
                    if (++points[0] > settings.maxPoints()) {
                        throw ApiException.invalid(
                                "step",
                                "is missing or too short: more than %d points; ask for fewer series, a shorter range or a longer step"
                                        .formatted(settings.maxPoints()));
                    }
                    add(row, series, latest);
                });
        if (latest) {
            // a marker of Prometheus or OTLP that the series has ended, or a quantile of nothing
            series.values()
                    .removeIf(ended -> Double.isNaN(ended.points().getLast().value()));
        }
        return List.copyOf(series.values());
    }

    /** The series that a server has ever sent, by name and id, those behind the given one. */
    List<KnownSeries> series(
            List<Integer> sources,
            @Nullable String name,
            Map<String, String> labels,
            @Nullable Cursor after,
            int limit) {
        return jdbc.sql("""
            SELECT id, name, labels FROM series
            WHERE source_id = ANY (:sources) AND (CAST(:name AS text) IS NULL OR name = :name)
                AND labels @> CAST(:labels AS jsonb)
                AND (CAST(:after AS text) IS NULL OR (name, id) > (:after, :id))
            ORDER BY name, id LIMIT :limit
            """)
                .param("sources", sources.toArray(Integer[]::new))
                .param("name", name)
                .param("labels", JSON.writeValueAsString(labels))
                .param("after", after == null ? null : after.key())
                .param("id", after == null ? 0 : after.time().toEpochMilli())
                .param("limit", limit)
                .query((row, _) -> new KnownSeries(
                        row.getLong("id"), row.getString("name"), JSON.readValue(row.getString("labels"), LABELS)))
                .list();
    }

    private void add(ResultSet row, Map<Long, SeriesPoints> series, boolean latest) throws SQLException {
        SeriesPoints known = series.get(row.getLong("id"));
        if (known == null) {
            if (series.size() == settings.maxSeries()) {
                throw ApiException.invalid(
                        "name",
                        "is missing or matches more than %d series; name one, or add labels"
                                .formatted(settings.maxSeries()));
            }
            known = new SeriesPoints(
                    row.getString("name"), JSON.readValue(row.getString("labels"), LABELS), new ArrayList<>());
            series.put(row.getLong("id"), known);
        }
        if (latest) {
            known.points().clear();
        }
        known.points().add(new Point(SqlTime.read(row, "time"), row.getDouble("value")));
    }

    private static String buckets(MetricQuestion question, Aggregate aggregate) {
        Duration step = question.step();
        String bucket = step == null
                ? "CAST(:from AS timestamptz)"
                : "date_bin(make_interval(secs => %d), time, timestamptz 'epoch')".formatted(step.toSeconds());
        return """
            %s SELECT id, name, labels, bucket AS time, value, samples
            FROM (SELECT id, bucket, %s AS value, sum(count(*)) OVER () AS samples
                FROM (SELECT id, time, value, %s AS bucket
                    FROM (%s AND p.vals[w.pos] <> 'NaN' LIMIT :most) AS bounded) AS binned
                GROUP BY id, bucket) AS buckets
            JOIN series USING (id) ORDER BY name, id, bucket LIMIT :limit
            """.formatted(WANTED, aggregate.sql(), bucket, SAMPLES);
    }
}
