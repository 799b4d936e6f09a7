package io.tocsin.auth.npm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Emails;
import io.tocsin.platform.testing.IntegrationTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The public address is https, and something before the service ends TLS, as in production. */
@IntegrationTest
@TestPropertySource(properties = "tocsin.public-url=https://localhost:8443")
class NpmOverHttpsIT {
    @LocalServerPort
    private int port;

    @BeforeEach
    void install() throws Exception {
        Node.require();
    }

    @Test
    void betterAuthSignsUpInAndOut() throws Exception {
        Path keys = Node.file("tls.p12");
        makeCertificate(keys);
        Node.run(
                "https.mjs",
                Integer.toString(port),
                keys.getFileName().toString(),
                "better-auth.mjs",
                "https://localhost:8443",
                Emails.next());
    }

    private static void makeCertificate(Path keys) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "of-no-value",
                        "-alias",
                        "tls",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "1")
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
    }
}
