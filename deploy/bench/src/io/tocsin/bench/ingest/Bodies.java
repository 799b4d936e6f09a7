package io.tocsin.bench.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes requests: 50 series of a machine, and some rows of them, each later than all before. */
abstract class Bodies {
    static final int SERIES = 50;

    /** A request without its header. */
    record Body(byte[] content, int samples, String type, String encoding) {
        byte[] request(Sender sender) {
            byte[] head = Load.head(sender, type, encoding, content.length);
            byte[] whole = java.util.Arrays.copyOf(head, head.length + content.length);
            System.arraycopy(content, 0, whole, head.length, content.length);
            return whole;
        }
    }

    private final int fewest;
    private final int most;
    private final long step;
    private final Map<String, AtomicLong> clocks = new ConcurrentHashMap<>();
    private final Map<String, Queue<Body>> prepared = new ConcurrentHashMap<>();
    private final long start = System.currentTimeMillis() - 6 * 86_400_000L;

    /** @param step milliseconds from one row to the next */
    Bodies(int fewest, int most, long step) {
        this.fewest = fewest;
        this.most = most;
        this.step = step;
    }

    static Bodies of(String protocol, int fewest, int most, long step) {
        return protocol.equals("push") ? new PushBodies(fewest, most, step) : new WriteBodies(fewest, most, step);
    }

    /** Makes that many requests ahead. */
    final void prepare(List<Sender> senders, long requests) {
        long each = Math.ceilDiv(requests, senders.size());
        senders.parallelStream().forEach(sender -> {
            Queue<Body> ahead = prepared.computeIfAbsent(sender.collector(), _ -> new ConcurrentLinkedQueue<>());
            for (int i = ahead.size(); i < each; i++) {
                ahead.add(make(sender));
            }
        });
        // so that the load does not stop to collect its own garbage while it measures
        System.gc();
    }

    /** The next one, made ahead or now. */
    final Body next(Sender sender) {
        Queue<Body> ahead = prepared.get(sender.collector());
        Body body = ahead == null ? null : ahead.poll();
        return body == null ? make(sender) : body;
    }

    private Body make(Sender sender) {
        SplittableRandom random = new SplittableRandom();
        int rows = fewest + random.nextInt(most - fewest + 1);
        long from = clocks.computeIfAbsent(sender.collector(), _ -> new AtomicLong(start))
                .getAndAdd(rows * step);
        return body(sender, rows, from, step, random);
    }

    abstract Body body(Sender sender, int rows, long from, long step, SplittableRandom random);

    static String name(int series) {
        return "bench_metric_" + series / 5;
    }

    static double value(SplittableRandom random) {
        return random.nextInt(100_000) / 100.0;
    }

    static final class PushBodies extends Bodies {
        PushBodies(int fewest, int most, long step) {
            super(fewest, most, step);
        }

        @Override
        Body body(Sender sender, int rows, long from, long step, SplittableRandom random) {
            StringBuilder json = new StringBuilder(rows * SERIES * 90)
                    .append("{\"collector_id\":\"")
                    .append(sender.collector())
                    .append("\",\"metrics\":[");
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < SERIES; i++) {
                    json.append(row + i == 0 ? "" : ",")
                            .append("{\"name\":\"")
                            .append(name(i))
                            .append("\",\"labels\":{\"cpu\":\"")
                            .append(i % 5)
                            .append("\"},\"value\":")
                            .append(value(random))
                            .append(",\"timestamp\":")
                            .append(from + row * step)
                            .append('}');
                }
            }
            return new Body(packed(json.append("]}").toString()), rows * SERIES, "application/json", "gzip");
        }

        private static byte[] packed(String text) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
                {
                    def.setLevel(Deflater.BEST_SPEED);
                }
            }) {
                gzip.write(text.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    static final class WriteBodies extends Bodies {
        WriteBodies(int fewest, int most, long step) {
            super(fewest, most, step);
        }

        @Override
        Body body(Sender sender, int rows, long from, long step, SplittableRandom random) {
            Protobuf request = new Protobuf();
            for (int i = 0; i < SERIES; i++) {
                Protobuf series = new Protobuf()
                        .bytes(1, label("__name__", name(i)))
                        .bytes(1, label("cpu", Integer.toString(i % 5)))
                        .bytes(1, label("instance", sender.collector()))
                        .bytes(1, label("job", "bench"));
                for (int row = 0; row < rows; row++) {
                    series.bytes(2, new Protobuf().real(1, value(random)).varint(2, from + row * step));
                }
                request.bytes(1, series);
            }
            return new Body(Snappy.packed(request.toByteArray()), rows * SERIES, "application/x-protobuf", "snappy");
        }

        private static Protobuf label(String name, String value) {
            return new Protobuf().text(1, name).text(2, value);
        }
    }
}
