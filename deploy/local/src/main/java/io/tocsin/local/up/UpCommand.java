package io.tocsin.local.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.tocsin.local.demo.Demo;
import io.tocsin.local.demo.DemoSettings;
import io.tocsin.local.demo.Feed;
import io.tocsin.local.lock.LauncherLock;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.product.Place;
import io.tocsin.local.product.Site;
import io.tocsin.local.progress.Displays;
import io.tocsin.local.progress.Progress;
import io.tocsin.local.services.ServicePorts;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the product and stays with it, or leaves it to a process of its own. */
@Command(
        name = "up",
        customSynopsis = "deploy/up [options]",
        sortOptions = false,
        description = {
            "Starts PostgreSQL, Kafka, the schema registry and the services, and waits until all of them are ready.",
            "It stays in the foreground and starts again what dies; Ctrl-C stops everything in good order.%n"
        },
        footer = {
            "",
            "DATABASE_URL (of an administrator), KAFKA_BOOTSTRAP_SERVERS and SCHEMA_REGISTRY_URL in the environment "
                    + "replace the embedded parts, one by one. PORT moves the gateway, PUBLIC_URL names it. The "
                    + "services see the rest of the environment, so that any of their settings can be given there."
        })
public final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Place place = new Place();

    @Option(names = "--detach", description = "Return as soon as everything is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--demo", description = "Then watch this machine with it, and show live what it knows.")
    private boolean demo;

    @Option(names = "--reset", description = "Forget all data of an earlier run first.")
    private boolean reset;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Move all ports by N, so that a second product fits on this machine.")
    private int offset;

    @Option(
            names = "--once",
            description = "Do not prepare the next start to be faster, which happens in the background.")
    private boolean once;

    /** Set by a launcher that waits for this one and lets go of it when its output ends. */
    @Option(names = "--detached", hidden = true)
    private boolean detached;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (detach) {
            return new Detached(System.out)
                    .run(spec.root().userObject().getClass().getName(), options());
        }
        var site = place.site();
        var lock = LauncherLock.take(site.home());
        if (lock == null) {
            return alreadyUp();
        }
        var feed = new Feed(Displays.on(System.out));
        try (lock;
                var progress = Displays.logged(feed, site.home().log("launcher"), InstantSource.system())) {
            run(site, progress, feed);
            return 0;
        }
    }

    private void run(Site site, Progress progress, Feed feed) throws IOException, InterruptedException {
        var start = new Start(site, progress);
        start.clear(reset);
        var given = demo ? DemoSettings.addedTo(System.getenv()) : System.getenv();
        var blueprint = new Blueprint(site, ports(given), given, InstantSource.system());
        try (var session = new Session(start.product(blueprint), progress)) {
            var took = session.start();
            progress.say(new Welcome(blueprint.publicUrl(), site.home().folder().resolve("log"), took).text());
            if (detached) {
                System.out.close();
                System.err.close();
            }
            if (!once) {
                session.letRun(new Rehearsals(blueprint.services(), progress));
            }
            if (demo) {
                accompany(session, demo(URI.create(blueprint.publicUrl()), site, feed), progress);
            }
            session.awaitEnd();
        }
    }

    private void accompany(Session session, Demo demo, Progress progress) throws IOException, InterruptedException {
        try {
            session.accompany(demo);
        } catch (LaunchException e) {
            if (detached) {
                // nobody reads what a command says that has let go of its terminal; the log is read
                progress.say(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private Demo demo(URI address, Site site, Feed feed) throws IOException {
        if (detached) {
            var log = new PrintStream(Files.newOutputStream(site.home().log("demo"), CREATE, APPEND), true, UTF_8);
            return Demo.inLines(address, site.home(), feed, log);
        }
        return Displays.isTerminal()
                ? Demo.onTerminal(address, site.home(), feed, System.out)
                : Demo.inLines(address, site.home(), feed, System.out);
    }

    private ServicePorts ports(Map<String, String> given) {
        var usual = ServicePorts.movedBy(offset);
        var wanted = given.get("PORT");
        try {
            return wanted == null ? usual : new ServicePorts(Integer.parseInt(wanted), offset);
        } catch (NumberFormatException _) {
            throw new LaunchException("PORT is not a number: " + wanted);
        }
    }

    private int alreadyUp() {
        if (reset) {
            throw new LaunchException(
                    "Data can't be forgotten while the product is up: stop it first, with deploy/down.");
        }
        System.out.println("Tocsin is already up: deploy/status tells how it is, deploy/down stops it.");
        return 0;
    }

    private List<String> options() {
        var options = new ArrayList<>(place.options());
        options.addAll(List.of("--detached", "--port-offset", Integer.toString(offset)));
        if (reset) {
            options.add("--reset");
        }
        if (once) {
            options.add("--once");
        }
        if (demo) {
            options.add("--demo");
        }
        return options;
    }
}
