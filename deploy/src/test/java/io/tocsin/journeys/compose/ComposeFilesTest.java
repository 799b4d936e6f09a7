package io.tocsin.journeys.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the files for Docker as far as a machine without an engine can. */
class ComposeFilesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[-?][^}]*)?}");
    private static final Set<String> SERVICES =
            Set.of("gateway", "auth-service", "monitor-service", "ingest-service", "query-service");

    @Test
    void includesFilesThatExist() {
        List<Map<String, Object>> includes = at(yaml("docker-compose.yml"), "include");

        assertThat(includes)
                .hasSize(2)
                .allSatisfy(include ->
                        assertThat(ROOT.resolve(text(include, "path"))).isRegularFile());
    }

    @Test
    void asksOnlyForVariablesThatAreMadeOrHaveADefault() {
        String made = read("deploy/compose/make-env");
        List<MatchResult> variables = Stream.of("infrastructure", "services")
                .flatMap(name -> VARIABLE.matcher(read("deploy/compose/" + name + ".yml"))
                        .results())
                .toList();

        assertThat(variables).isNotEmpty().allSatisfy(variable -> {
            String fallback = variable.group(2);
            assertThat(fallback != null && fallback.startsWith(":-") || made.contains(variable.group(1)))
                    .as("%s has a default or comes from make-env", variable.group(1))
                    .isTrue();
        });
    }

    @Test
    void buildsEveryServiceFromFilesThatExist() {
        Map<String, Map<String, Object>> services = at(yaml("deploy/compose/services.yml"), "services");

        assertThat(services.keySet()).isEqualTo(SERVICES);
        services.forEach((name, service) -> {
            Map<String, Object> build = at(service, "build");
            assertThat(ROOT.resolve(text(build, "dockerfile"))).isRegularFile();
            Map<String, String> arguments = at(build, "args");
            assertThat(ROOT.resolve(arguments.get("SERVICE")).resolve("pom.xml"))
                    .isRegularFile();
        });
    }

    @Test
    void mountsFilesThatExistOrAreMade() {
        String made = read("deploy/compose/make-env");
        List<String> mounts = new ArrayList<>();
        for (String file : List.of("infrastructure", "services")) {
            Map<String, Map<String, Object>> services = at(yaml("deploy/compose/" + file + ".yml"), "services");
            services.values().forEach(service -> {
                Object volumes = service.getOrDefault("volumes", List.of());
                ((List<?>) volumes)
                        .forEach(volume -> mounts.add(volume.toString().split(":", -1)[0]));
            });
        }

        assertThat(mounts)
                .filteredOn(mount -> mount.startsWith("./"))
                .isNotEmpty()
                .allSatisfy(mount -> assertThat(Files.exists(ROOT.resolve(mount)) || made.contains(mount.substring(2)))
                        .as(mount)
                        .isTrue());
    }

    @Test
    void givesServicesOnlySettingsThatTheyRead() {
        Map<String, Map<String, Object>> services = at(yaml("deploy/compose/services.yml"), "services");
        String platform = sources("platform");

        services.forEach((name, service) -> {
            String readable = platform + sources(name);
            Map<String, Object> environment = at(service, "environment");
            assertThat(new TreeSet<>(environment.keySet()))
                    .as("settings of %s", name)
                    .allSatisfy(setting ->
                            assertThat(readable.contains(setting)).as(setting).isTrue());
        });
    }

    @Test
    void copiesFilesThatExistIntoTheImage() {
        assertThat(read("deploy/compose/Dockerfile")
                        .lines()
                        .filter(line -> line.startsWith("COPY") && !line.contains("--from="))
                        .map(line -> line.replaceAll("^COPY (--\\S+ )*", "").split(" ")[0]))
                .hasSizeGreaterThan(1)
                .allSatisfy(source -> assertThat(ROOT.resolve(source)).exists());
    }

    @Test
    void runsCommandsThatExistInContinuousIntegration() {
        Map<String, Map<String, Object>> jobs = at(yaml(".github/workflows/build.yml"), "jobs");
        List<String> commands = jobs.values().stream()
                .flatMap(job -> ComposeFilesTest.<List<Map<String, Object>>>at(job, "steps").stream())
                .map(step -> String.valueOf(step.get("run")))
                .filter(command -> command.startsWith(".ci/") || command.startsWith("deploy/"))
                .toList();

        assertThat(commands)
                .isNotEmpty()
                .allSatisfy(command -> assertThat(ROOT.resolve(command)).isExecutable());
    }

    private static String sources(String module) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> yaml(String file) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(read(file));
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T at(Map<String, ?> map, String key) {
        assertThat(map).containsKey(key);
        return (T) map.get(key);
    }

    private static String text(Map<String, Object> map, String key) {
        return at(map, key).toString();
    }
}
