package io.tocsin.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class UploadsTest {
    private final Uploads uploads = new Uploads(2);

    @Test
    void refusesTheThirdOfASenderWhoMayHaveTwo() {
        uploads.take("one");
        uploads.take("one");

        assertThat(uploads.take("one")).isNull();
        assertThat(uploads.take("other")).isNotNull();
    }

    @Test
    void takesTheNextOnceOneHasArrived() {
        Uploads.Place first = Objects.requireNonNull(uploads.take("one"));
        uploads.take("one");
        assertThat(uploads.take("one")).isNull();

        first.close();

        assertThat(uploads.take("one")).isNotNull();
    }
}
