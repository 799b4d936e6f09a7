package io.tocsin.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    Path folder;

    PidFile file;

    @BeforeEach
    void name() {
        file = new PidFile(folder.resolve("part.pid"));
    }

    @Test
    void findsTheProcessThatWasNoted() throws Exception {
        file.write(ProcessHandle.current());

        assertThat(file.live()).contains(ProcessHandle.current());
    }

    @Test
    void aStrangerWithTheSamePidIsNotIt() throws Exception {
        Files.writeString(file.path(), ProcessHandle.current().pid() + " 1000\n");

        assertThat(file.live()).isEmpty();
    }

    @Test
    void aProcessThatHasEndedIsNotAlive() throws Exception {
        var process = new ProcessBuilder("sleep", "600").start();
        file.write(process.toHandle());

        process.destroyForcibly().waitFor();

        assertThat(file.live()).isEmpty();
    }

    @Test
    void aZombieIsNotAlive() throws Exception {
        var parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 600").start();
        var zombie = ProcessHandle.of(Long.parseLong(parent.inputReader().readLine()));

        assertThat(zombie.isEmpty() || Life.endsWithin(java.time.Duration.ofSeconds(60), zombie.get()))
                .isTrue();
        parent.destroyForcibly();
    }

    @Test
    void rubbishNamesNobody() throws Exception {
        Files.writeString(file.path(), "none");

        assertThat(file.live()).isEmpty();
    }

    @Test
    void nothingNotedNamesNobody() throws Exception {
        assertThat(file.live()).isEmpty();
    }
}
