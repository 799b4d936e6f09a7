package io.tocsin.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.egress.EgressFailure.TlsFailed;
import io.tocsin.platform.egress.EgressResult.Answered;
import io.tocsin.platform.egress.EgressResult.Failed;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS to the name, over a connection to the address. */
@Timeout(120)
class EgressClientTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static KeyStore authority;
    private static KeyStore valid;
    private static KeyStore expired;

    private final List<String> namesAsked = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        keytool("authority", "-genkeypair", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        keytool(
                "authority",
                "-exportcert",
                "-rfc",
                "-file",
                folder.resolve("authority.pem").toString());
        authority = load("authority");
        valid = signed("valid", "-1d");
        expired = signed("expired", "-300d");
    }

    @Test
    void sendsTheNameAndChecksTheCertificateAgainstIt() throws Exception {
        try (LocalServer server = server(valid);
                EgressClient client = trusting(authority)) {
            EgressResult result = client.send(request("shop.example", server));

            assertThat(result).isInstanceOf(Answered.class);
            assertThat(namesAsked).containsExactly("shop.example");
            assertThat(server.requests.getFirst()).contains("Host: shop.example:" + server.port());
            assertThat(result.timings().tls()).isPositive();
        }
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        try (LocalServer server = server(valid);
                EgressClient client = trusting(authority)) {
            assertThat(tlsFailure(client, "other.example", server)).isEqualTo("the certificate is for another name");
        }
    }

    @Test
    void refusesACertificateThatNobodyTrusts() throws Exception {
        try (LocalServer server = server(valid);
                EgressClient client = client(EgressTransport.trustOfTheSystem())) {
            assertThat(tlsFailure(client, "shop.example", server))
                    .isEqualTo("the certificate is not signed by a trusted authority");
        }
    }

    @Test
    void refusesACertificateThatHasExpired() throws Exception {
        try (LocalServer server = server(expired);
                EgressClient client = trusting(authority)) {
            assertThat(tlsFailure(client, "shop.example", server)).isEqualTo("the certificate has expired");
        }
    }

    @Test
    void saysThatAServerDoesNotSpeakTls() throws Exception {
        try (LocalServer server = LocalServer.greeting("220 mail.example ESMTP\n");
                EgressClient client = trusting(authority)) {
            assertThat(tlsFailure(client, "shop.example", server))
                    .isEqualTo("the server does not speak TLS on this port");
        }
    }

    private LocalServer server(KeyStore keys) throws GeneralSecurityException, IOException {
        return LocalServer.on(
                listener(keys), (head, out) -> LocalServer.write(out, "HTTP/1.1 200 OK\nContent-Length: 0\n\n"));
    }

    private SSLServerSocket listener(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        SSLParameters parameters = listener.getSSLParameters();
        parameters.setSNIMatchers(List.of(new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
            @Override
            public boolean matches(SNIServerName name) {
                namesAsked.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
                return true;
            }
        }));
        listener.setSSLParameters(parameters);
        return listener;
    }

    private static EgressClient trusting(KeyStore certificates) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return client(context);
    }

    private static EgressClient client(SSLContext context) {
        NameLookup names = host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
        GuardedResolver resolver = new GuardedResolver(new AddressGuard(List.of("127.0.0.0/8")), names);
        return new EgressClient(resolver, new EgressSettings(List.of(), "Tocsin", 10, 5), context);
    }

    private static EgressRequest request(String name, LocalServer server) {
        return EgressRequest.of("GET", EgressUrl.parse("https://%s:%d/".formatted(name, server.port())))
                .within(Duration.ofSeconds(60));
    }

    private static String tlsFailure(EgressClient client, String name, LocalServer server) {
        EgressResult result = client.send(request(name, server));
        assertThat(result).isInstanceOf(Failed.class);
        assertThat(((Failed) result).failure()).isInstanceOf(TlsFailed.class);
        return ((TlsFailed) ((Failed) result).failure()).what();
    }

    /** A key and its certificate, for shop.example and 90 days, signed by the authority. */
    private static KeyStore signed(String name, String from) throws Exception {
        keytool(name, "-genkeypair", "-keyalg", "EC", "-dname", "CN=shop.example");
        Path request = folder.resolve(name + ".csr");
        Path certificate = folder.resolve(name + ".pem");
        keytool(name, "-certreq", "-file", request.toString());
        keytool(
                "authority",
                "-gencert",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-rfc",
                "-startdate",
                from,
                "-ext",
                "san=dns:shop.example");
        Files.writeString(certificate, Files.readString(folder.resolve("authority.pem")), StandardOpenOption.APPEND);
        keytool(name, "-importcert", "-noprompt", "-file", certificate.toString());
        return load(name);
    }

    /** The JDK's own tool; the entry is called "it". */
    private static void keytool(String store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "it", "-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        command.addAll(List.of("-keystore", folder.resolve(store + ".p12").toString()));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    /** The key, and the certificate as one to trust. */
    private static KeyStore load(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD);
        }
        store.setCertificateEntry("trusted", store.getCertificate("it"));
        return store;
    }
}
