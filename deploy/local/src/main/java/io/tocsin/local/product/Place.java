package io.tocsin.local.product;

import io.tocsin.local.processes.Home;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which product a command means. */
public final class Place {

    @Option(
            names = "--repository",
            defaultValue = "${sys:tocsin.repository:-.}",
            hidden = true,
            description = "The folder that the modules were built in.")
    private Path repository = Path.of("");

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "Keeps data, logs and secrets in FOLDER instead of var/.")
    private @Nullable Path home;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    public Site site() {
        var root = repository.toAbsolutePath().normalize();
        return new Site(root, new Home(home == null ? root.resolve("var") : home));
    }

    /** The same choice as options for another launcher. */
    public List<String> options() {
        var site = site();
        return List.of(
                "--repository",
                site.repository().toString(),
                "--home",
                site.home().folder().toString());
    }
}
