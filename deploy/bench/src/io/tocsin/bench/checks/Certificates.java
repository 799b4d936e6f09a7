package io.tocsin.bench.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small authority and a certificate of localhost, made by openssl and keytool. */
record Certificates(Path chain, Path key) {

    static Certificates make(Path folder) throws Exception {
        for (String name : List.of("ca.crt", "ca.key", "server.csr", "server.crt", "server.key", "trust.p12")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.writeString(folder.resolve("extensions"), "subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\n");
        run(folder, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Benchmark authority",
                "-addext", "keyUsage=critical,keyCertSign", "-keyout", "ca.key", "-out", "ca.crt");
        run(folder, "openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                "/CN=localhost", "-keyout", "server.key", "-out", "server.csr");
        run(folder, "openssl", "x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial",
                "-days", "30", "-extfile", "extensions", "-out", "server.crt");
        run(folder, Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-importcert", "-noprompt", "-alias",
                "ca", "-file", "ca.crt", "-keystore", "trust.p12", "-storetype", "PKCS12", "-storepass", "benchmark");
        return new Certificates(folder.resolve("server.crt"), folder.resolve("server.key"));
    }

    private static void run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("certificates.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("certificates.log")));
        }
    }
}
