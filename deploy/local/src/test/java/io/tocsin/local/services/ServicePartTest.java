package io.tocsin.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.up.StandIn;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicePartTest {

    private static final FileTime SAME_ALWAYS = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    Path jar;
    Path built;

    @BeforeEach
    void build() throws Exception {
        jar = folder.resolve("query-service", "target", "query-service.jar");
        built = new Home(folder.resolve("var")).configuration("query").resolve("built");
        StandIn.build(jar);
        Files.setLastModifiedTime(jar, SAME_ALWAYS);
    }

    @Test
    void aJarIsLaidOutOnce() throws Exception {
        var launch = part(Service.QUERY).prepare();
        var learnt = Files.writeString(built.resolve("classes.aot"), "");

        assertThat(launch.command())
                .endsWith("-jar", built.resolve("app", "query-service.jar").toString());
        part(Service.QUERY).prepare();
        assertThat(learnt).exists();
    }

    @Test
    void anotherJarOfTheSameTimeIsLaidOutAnew() throws Exception {
        part(Service.QUERY).prepare();
        var learnt = Files.writeString(built.resolve("classes.aot"), "");
        change();

        part(Service.QUERY).prepare();

        assertThat(learnt).doesNotExist();
    }

    @Test
    void untilItIsRehearsedAServiceHasTheFastCompilerAlone() throws Exception {
        assertThat(part(Service.QUERY).prepare().command()).contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void aRehearsedServiceStartsWithWhatWasLearnt() throws Exception {
        part(Service.QUERY).prepare();
        Files.writeString(built.resolve("classes.aot"), "");

        assertThat(part(Service.QUERY).prepare().command())
                .contains("-XX:AOTCache=" + built.resolve("classes.aot"))
                .doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void aServiceThatWasNotBuiltIsNamed() {
        assertThatThrownBy(() -> part(Service.AUTH).prepare())
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("auth-service.jar is not there");
    }

    private void change() throws Exception {
        try (var content = FileSystems.newFileSystem(jar)) {
            Files.writeString(content.getPath("notes"), "new");
        }
        Files.setLastModifiedTime(jar, SAME_ALWAYS);
    }

    private ServicePart part(Service service) {
        return new ServicePart(service, folder, new Home(folder.resolve("var")), ServicePorts.movedBy(0), Map.of());
    }
}
