package io.tocsin.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.egress.EgressFailure.ForbiddenAddress;
import io.tocsin.platform.egress.EgressFailure.RedirectRefused;
import io.tocsin.platform.egress.EgressFailure.TooManyRedirects;
import io.tocsin.platform.egress.EgressResult.Answered;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far the client follows, and what it takes along. */
@Timeout(120)
class EgressClientRedirectsTest {
    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok";

    @Test
    void judgesEveryRedirectAnew() throws IOException {
        try (LocalServer server = LocalServer.answering(redirect("http://169.254.169.254/latest/meta-data"));
                EgressClient client = Egress.opened("127.0.0.0/8")) {
            EgressRequest request = EgressRequest.of("GET", server.url("/")).followingRedirects(3);

            assertThat(Egress.failure(client.send(request)))
                    .isEqualTo(new ForbiddenAddress("169.254.169.254", InetAddress.ofLiteral("169.254.169.254")));
        }
    }

    @Test
    void judgesARedirectToTheSameNameAnew() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        NameLookup rebinding = host ->
                new InetAddress[] {InetAddress.ofLiteral(asked.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1")};
        try (LocalServer server = LocalServer.answering(redirect("/again"));
                EgressClient client = Egress.looking(rebinding)) {
            EgressUrl url = EgressUrl.parse("http://rebinding.example:%d/".formatted(server.port()));

            assertThat(Egress.failure(client.send(EgressRequest.of("GET", url).followingRedirects(3))))
                    .isInstanceOf(ForbiddenAddress.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "gopher://example.com/", "ftp://example.com/", "http://a@b/", "http://"})
    void followsNoRedirectOutOfHttp(String location) throws IOException {
        try (LocalServer server = LocalServer.answering(redirect(location));
                EgressClient client = Egress.opened("127.0.0.0/8")) {
            EgressRequest request = EgressRequest.of("GET", server.url("/")).followingRedirects(3);

            assertThat(Egress.failure(client.send(request))).isInstanceOf(RedirectRefused.class);
        }
    }

    @Test
    void followsAsManyRedirectsAsItMay() throws IOException {
        AtomicInteger hops = new AtomicInteger();
        try (LocalServer server = LocalServer.playing(
                        (head, out) -> LocalServer.write(out, hops.incrementAndGet() > 3 ? OK : redirect("/next")));
                EgressClient client = Egress.opened("127.0.0.0/8")) {
            Answered answered = (Answered)
                    client.send(EgressRequest.of("GET", server.url("/")).followingRedirects(3));

            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.url()).isEqualTo(server.url("/next"));
        }
    }

    @Test
    void givesUpOnOneRedirectTooMany() throws IOException {
        try (LocalServer server = LocalServer.answering(redirect("/round"));
                EgressClient client = Egress.opened("127.0.0.0/8")) {
            assertThat(Egress.failure(
                            client.send(EgressRequest.of("GET", server.url("/")).followingRedirects(3))))
                    .isEqualTo(new TooManyRedirects(3));
            assertThat(server.requests).hasSize(4);
        }
    }

    @Test
    void takesARedirectForAnAnswerWhereNoneIsFollowed() throws IOException {
        try (LocalServer server = LocalServer.answering(redirect("http://10.0.0.1/"));
                EgressClient client = Egress.opened("127.0.0.0/8")) {
            Answered answered = (Answered) client.send(EgressRequest.of("POST", server.url("/")));

            assertThat(answered.status()).isEqualTo(302);
            assertThat(answered.header("Location")).isEqualTo("http://10.0.0.1/");
        }
    }

    @Test
    void showsOneServersHeadersToNoOther() throws IOException {
        try (LocalServer second = LocalServer.answering(OK);
                LocalServer first =
                        LocalServer.answering(redirect(second.url("/").toString()));
                EgressClient client = Egress.opened("127.0.0.0/8")) {
            client.send(EgressRequest.of("GET", first.url("/"))
                    .withHeaders(Map.of("Authorization", "Bearer secret", "X-Key", "secret", "Accept", "text/html"))
                    .followingRedirects(1));

            assertThat(first.requests.getFirst()).contains("Authorization: Bearer secret", "X-Key: secret");
            assertThat(second.requests.getFirst())
                    .contains("Accept: text/html")
                    .noneMatch(line -> line.contains("secret"));
        }
    }

    @Test
    void showsOneServersBodyToNoOther() throws IOException {
        try (LocalServer second = LocalServer.answering(OK);
                LocalServer first = LocalServer.answering(
                        redirect(second.url("/").toString()).replace("302 Found", "307 Temporary Redirect"));
                EgressClient client = Egress.opened("127.0.0.0/8")) {
            EgressResult result = client.send(EgressRequest.of("POST", first.url("/"))
                    .withBody("secret".getBytes(StandardCharsets.UTF_8))
                    .followingRedirects(1));

            assertThat(Egress.failure(result)).isInstanceOf(RedirectRefused.class);
            assertThat(second.connections).hasValue(0);
        }
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\nLocation: %s\nContent-Length: 5\n\nmoved".formatted(location);
    }
}
