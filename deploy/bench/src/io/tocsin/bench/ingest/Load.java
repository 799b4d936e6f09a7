package io.tocsin.bench.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends over connections that stay open, either one request after the other or at a fixed rate. */
final class Load {
    /** @param millis how long each answer took, from when the request was due */
    record Result(double seconds, long requests, long samples, long refused, double[] millis) {
        double quantile(double q) {
            return millis.length == 0 ? 0 : millis[(int) Math.min(millis.length - 1, q * millis.length)];
        }
    }

    private final List<Sender> senders;
    private final Bodies bodies;
    private final int connections;

    Load(List<Sender> senders, Bodies bodies, int connections) {
        this.senders = senders;
        this.bodies = bodies;
        this.connections = connections;
    }

    /** Those of the senders that take part: each has one connection to itself. */
    List<Sender> senders() {
        return senders.subList(0, Math.min(senders.size(), connections * aConnection()));
    }

    private int aConnection() {
        return Math.max(1, senders.size() / connections);
    }

    Result asFastAsPossible(int seconds) throws InterruptedException {
        return run(0, seconds);
    }

    Result at(double requestsPerSecond, int seconds) throws InterruptedException {
        return run(1e9 / requestsPerSecond, seconds);
    }

    private Result run(double interval, int seconds) throws InterruptedException {
        AtomicLong next = new AtomicLong();
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        List<Worker> workers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Worker worker = new Worker(i, next, began, end, interval);
            workers.add(worker);
            threads.add(Thread.ofPlatform().start(worker));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double took = (System.nanoTime() - began) / 1e9;
        double[] all = workers.stream()
                .flatMapToDouble(worker -> Arrays.stream(worker.millis, 0, (int) worker.requests))
                .sorted()
                .toArray();
        return new Result(
                took,
                workers.stream().mapToLong(worker -> worker.requests).sum(),
                workers.stream().mapToLong(worker -> worker.samples).sum(),
                workers.stream().mapToLong(worker -> worker.refused).sum(),
                all);
    }

    private final class Worker implements Runnable {
        private final int number;
        private final AtomicLong next;
        private final long began;
        private final long end;
        private final double interval;
        private double[] millis = new double[1024];
        private long requests;
        private long samples;
        private long refused;
        private boolean over;

        Worker(int number, AtomicLong next, long began, long end, double interval) {
            this.number = number;
            this.next = next;
            this.began = began;
            this.end = end;
            this.interval = interval;
        }

        @Override
        public void run() {
            Sender first = senders.getFirst();
            int turn = 0;
            while (System.nanoTime() < end && !over) {
                try (Socket socket =
                        new Socket(first.url().getHost(), first.url().getPort())) {
                    socket.setTcpNoDelay(true);
                    turn = send(socket, turn);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        /** Until the time is over or the server wants another connection. */
        private int send(Socket socket, int firstTurn) throws IOException {
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int turn = firstTurn;
            for (; System.nanoTime() < end; turn++) {
                long due = System.nanoTime();
                if (interval > 0) {
                    due = began + (long) (next.getAndIncrement() * interval);
                    if (due > end) {
                        over = true;
                        return turn;
                    }
                    for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                        LockSupport.parkNanos(due - now);
                    }
                }
                // a sender always uses the same connection, so that its samples stay in order
                Sender sender = senders.get((number + turn % aConnection() * connections) % senders.size());
                Bodies.Body body = bodies.next(sender);
                out.write(body.request(sender));
                int status = answer(in);
                note(System.nanoTime() - due);
                if (Math.abs(status) >= 300) {
                    refused++;
                } else {
                    samples += body.samples();
                }
                if (status < 0) {
                    return turn + 1;
                }
            }
            return turn;
        }

        private void note(long nanos) {
            if (requests == millis.length) {
                millis = Arrays.copyOf(millis, 2 * millis.length);
            }
            millis[(int) requests++] = nanos / 1e6;
        }
    }

    /** The status, negative where the connection ends with it. */
    private static int answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        boolean chunked = false;
        boolean close = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
            close |= lower.equals("connection: close");
            chunked |= lower.equals("transfer-encoding: chunked");
        }
        if (chunked) {
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                in.skipNBytes(size + 2);
            }
            line(in);
        } else {
            in.skipNBytes(length);
        }
        int code = Integer.parseInt(status.split(" ")[1]);
        return close ? -code : code;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("The connection was closed after \"" + line + "\"");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    static byte[] head(Sender sender, String type, String encoding, int length) {
        return """
            POST %s HTTP/1.1\r
            Host: %s:%d\r
            Content-Type: %s\r
            %s%sContent-Length: %d\r
            \r
            """
                .formatted(
                        sender.url().getPath(),
                        sender.url().getHost(),
                        sender.url().getPort(),
                        type,
                        encoding.isEmpty() ? "" : "Content-Encoding: " + encoding + "\r\n",
                        sender.token() == null ? "" : "Authorization: Bearer " + sender.token() + "\r\n",
                        length)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
