package io.tocsin.local.up;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A service as far as a launcher can tell: a jar that can lay itself out, and a process that says it is ready. */
public final class StandIn {

    private StandIn() {}

    public static void main(String[] arguments) throws IOException, URISyntaxException {
        if (System.getProperty("jarmode") != null) {
            layOut(Path.of(arguments[2]));
            return;
        }
        var name = Path.of("").toAbsolutePath().getFileName().toString();
        if (name.equals(System.getenv("STAND_IN_THAT_FAILS"))) {
            System.exit(7);
        }
        listen("PORT");
        listen("MANAGEMENT_PORT");
    }

    /** Makes the jar. */
    public static void build(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, StandIn.class.getName());
        var file = StandIn.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                var archive = new JarOutputStream(out, manifest);
                var code = StandIn.class.getResourceAsStream("/" + file)) {
            archive.putNextEntry(new JarEntry(file));
            code.transferTo(archive);
        }
    }

    private static void layOut(Path destination) throws IOException, URISyntaxException {
        var jar = Path.of(StandIn.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.createDirectories(destination);
        Files.copy(jar, destination.resolve(jar.getFileName()));
    }

    private static void listen(String variable) throws IOException {
        var port = Integer.parseInt(System.getenv(variable));
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
