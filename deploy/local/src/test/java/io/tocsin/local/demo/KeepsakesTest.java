package io.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.local.secrets.Secrets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepsakesTest {

    @TempDir
    Path folder;

    private record Thing(String id) {}

    @Test
    void findsAgainWhatItKept() throws Exception {
        var secrets = Secrets.in(folder);
        new Keepsakes(secrets, "usr_1").of("thing", Thing.class, () -> new Thing("first"));

        var found = new Keepsakes(secrets, "usr_1").of("thing", Thing.class, () -> new Thing("second"));

        assertThat(found).isEqualTo(new Thing("first"));
    }

    @Test
    void makesAnewWhatBelongedToSomebodyElse() throws Exception {
        var secrets = Secrets.in(folder);
        new Keepsakes(secrets, "usr_1").of("thing", Thing.class, () -> new Thing("first"));

        var made = new Keepsakes(secrets, "usr_2").of("thing", Thing.class, () -> new Thing("second"));

        assertThat(made).isEqualTo(new Thing("second"));
    }
}
