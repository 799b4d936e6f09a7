package io.tocsin.gateway.routing;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import org.junit.jupiter.api.Test;

class UploadsTest {
    private final Uploads uploads = new Uploads(2);

    @Test
    void refusesTheThirdOfASenderWhoMayHaveTwo() {
        uploads.take("one");
        uploads.take("one");

        assertThatThrownBy(() -> uploads.take("one")).isInstanceOf(ApiException.class);
        assertThatNoException().isThrownBy(() -> uploads.take("other"));
    }

    @Test
    void takesTheNextOnceOneHasArrived() {
        Uploads.Place first = uploads.take("one");
        uploads.take("one");
        assertThatThrownBy(() -> uploads.take("one")).isInstanceOf(ApiException.class);

        first.close();

        assertThatNoException().isThrownBy(() -> uploads.take("one"));
    }
}
