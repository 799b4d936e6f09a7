package io.tocsin.ingest.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.probes.Outcome.Down;
import io.tocsin.ingest.probes.Outcome.Up;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Targets that mean no good end at their time, and take nobody else's. */
@Timeout(180)
class HostileTargetsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(700);

    /** Where the time is not what ends it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MOST_REPETITIONS = 10;
    private static final Keyword HELLO = Keyword.of("hello", false, false);

    private final TestProbes probes = TestProbes.opened("127.0.0.0/8");

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void endsWithTheFirstMegabyteOfAnEndlessBody() throws Exception {
        try (ScriptedServer server = ScriptedServer.afterHead((in, out) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\n\n");
            byte[] noise = new byte[65_536];
            while (true) {
                out.write(noise);
            }
        })) {
            assertThat(probes.probe(TestProbes.page(server.url("/")), PATIENCE)).isInstanceOf(Up.class);
            assertThat(reason(TestProbes.page(server.url("/"), HELLO), PATIENCE))
                    .isEqualTo("The keyword is not in the first 1048576 characters of the answer");
        }
    }

    @Test
    void doesNotWaitForABodyThatTrickles() throws Exception {
        try (ScriptedServer server = ScriptedServer.afterHead((in, out) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\nContent-Length: 1000000\n\n");
            trickle(out, "x");
        })) {
            assertTimedOut(TestProbes.page(server.url("/")), "reading the answer");
        }
    }

    @Test
    void doesNotWaitForAHeadThatTrickles() throws Exception {
        try (ScriptedServer server = ScriptedServer.afterHead((in, out) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\n");
            trickle(out, "X-More: 1\r\n");
        })) {
            assertTimedOut(TestProbes.page(server.url("/")), "waiting for the answer");
        }
    }

    @Test
    void doesNotSwellWithAPackedBody() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                gzip.write(zeros);
            }
        }
        try (ScriptedServer server = ScriptedServer.afterHead((in, out) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n");
            out.write(packed.toByteArray());
        })) {
            assertThat(reason(TestProbes.page(server.url("/"), HELLO), PATIENCE))
                    .isEqualTo("The keyword is not in the first 1048576 characters of the answer");
        }
    }

    @Test
    void givesUpOnAHundredThousandHeaders() throws Exception {
        try (ScriptedServer server = ScriptedServer.afterHead((in, out) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\n");
            for (int i = 0; i < 100_000; i++) {
                ScriptedServer.write(out, "X-" + i + ": y\n");
            }
            ScriptedServer.write(out, "\n");
        })) {
            assertThat(reason(TestProbes.page(server.url("/")), PATIENCE))
                    .isEqualTo("The answer is not valid HTTP: its head is too large");
        }
    }

    @Test
    void doesNotWaitForAHandshakeThatStalls() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing((in, out) -> Thread.sleep(60_000))) {
            assertTimedOut(TestProbes.page("https://127.0.0.1:" + server.port() + "/"), "agreeing on TLS");
            assertTimedOut(new Target.Tls("127.0.0.1", server.port(), 0), "agreeing on TLS");
        }
    }

    @Test
    void saysWhenAServerSpeaksNoTls() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing((in, out) -> {
            ScriptedServer.write(out, "220 mail.example ESMTP, no TLS here\n");
            Thread.sleep(60_000);
        })) {
            assertThat(reason(new Target.Tls("127.0.0.1", server.port(), 0), PATIENCE))
                    .isEqualTo("TLS failed: the server does not speak TLS on this port");
        }
    }

    @Test
    void givesUpOnEndlessInterimAnswers() throws Exception {
        try (ScriptedServer server = ScriptedServer.afterHead((in, out) -> {
            while (true) {
                ScriptedServer.write(out, "HTTP/1.1 100 Continue\n\n");
            }
        })) {
            assertThat(reason(TestProbes.page(server.url("/")), PATIENCE)).startsWith("The answer is not valid HTTP");
        }
    }

    @Test
    void saysWhenTheConnectionEndsTooEarly() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 10\n\nabc")) {
            assertThat(reason(TestProbes.page(server.url("/")), PATIENCE))
                    .isEqualTo("The connection was closed while reading the answer");
        }
    }

    @Test
    void saysWhenItIsNoHttp() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("SSH-2.0-OpenSSH_9.2\n\n")) {
            assertThat(probes.probe(TestProbes.page(server.url("/")), PATIENCE)).isInstanceOf(Down.class);
        }
    }

    @Test
    void followsNoMoreThanThreeRedirects() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering("HTTP/1.1 302 Found\nLocation: /again\nContent-Length: 0\n\n")) {
            assertThat(reason(TestProbes.page(server.url("/")), PATIENCE)).isEqualTo("More than 3 redirects");
            assertThat(server.heads).hasSize(4);
        }
    }

    @Test
    void blamesNoTargetWhileTheRunnerHasTooMuchToDo() throws Exception {
        try (ScriptedServer slow = ScriptedServer.playing((in, out) -> Thread.sleep(60_000))) {
            CompletableFuture<Outcome> outcome = probes.beginAndOccupy(
                    TestProbes.page(slow.url("/")), Duration.ofMillis(300), Duration.ofSeconds(1));

            assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Unknown.class);
        }
    }

    /** Three hundred that stall at once, and one that is well. */
    @Test
    void delaysNobodyElse() throws Exception {
        try (ScriptedServer stalled = ScriptedServer.playing((in, out) -> Thread.sleep(60_000));
                ScriptedServer well = ScriptedServer.answering("HTTP/1.1 204 No Content\n\n")) {
            List<CompletableFuture<Outcome>> hanging = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                hanging.add(probes.begin(TestProbes.page(stalled.url("/")), Duration.ofSeconds(60)));
            }

            Outcome outcome = probes.probe(TestProbes.page(well.url("/")), PATIENCE);

            assertThat(outcome).isInstanceOf(Up.class);
            assertThat(hanging).noneMatch(CompletableFuture::isDone);
            stalled.close();
            for (CompletableFuture<Outcome> one : hanging) {
                assertThat(one.get(70, TimeUnit.SECONDS)).isInstanceOf(Down.class);
            }
        }
    }

    @Test
    void delaysNoOtherAccountsSearchWithALargeExpression() throws Exception {
        Keyword large = Keyword.of("(?:x?){900}y", true, false);
        byte[] body = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (ScriptedServer server = ScriptedServer.afterHead((in, out) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\n\n");
            out.write(body);
        })) {
            boolean overtaken = false;
            // a machine that stands still meanwhile delays everybody
            for (int i = 0; i < MOST_REPETITIONS && !overtaken; i++) {
                List<CompletableFuture<Outcome>> slow = new ArrayList<>();
                for (int k = 0; k < 3; k++) {
                    slow.add(probes.begin("acc_1", TestProbes.page(server.url("/"), large), PATIENCE));
                }
                CompletableFuture<Outcome> other = probes.begin(
                        "acc_2", TestProbes.page(server.url("/"), Keyword.of("xxx", false, false)), PATIENCE);

                assertThat(other.get(60, TimeUnit.SECONDS)).isInstanceOf(Up.class);
                overtaken = slow.stream().anyMatch(one -> !one.isDone());
                for (CompletableFuture<Outcome> one : slow) {
                    assertThat(one.get(60, TimeUnit.SECONDS))
                            .isEqualTo(
                                    new Outcome.Unknown("The request was given up on our side: the regular expression"
                                            + " takes too long on this answer"));
                }
            }
            assertThat(overtaken).isTrue();
        }
    }

    /** Where the server stood still before it got there, it is asked again. */
    private void assertTimedOut(Target target, String step) throws Exception {
        String expected = "Timed out after 700 ms while " + step;
        String reason = reason(target, TIMEOUT);
        for (int i = 0; i < MOST_REPETITIONS && !reason.equals(expected); i++) {
            reason = reason(target, TIMEOUT);
        }
        assertThat(reason).isEqualTo(expected);
    }

    private String reason(Target target, Duration timeout) throws Exception {
        return ((Down) probes.judge(target, timeout)).reason();
    }

    private static void trickle(OutputStream out, String drop) throws IOException, InterruptedException {
        while (true) {
            out.write(drop.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(50);
        }
    }
}
