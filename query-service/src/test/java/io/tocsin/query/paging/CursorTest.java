package io.tocsin.query.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void comesBackAsItWent() {
        Cursor cursor = new Cursor(Instant.parse("2026-01-01T00:00:00.123Z"), "a,b");

        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
        assertThat(Cursor.parse(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "YWJj", "LCw", "enp6enp6enp6enp6enp6LGE"})
    void refusesWhatItDidNotMake(String text) {
        assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(ApiException.class);
    }

    @Test
    void boundsPages() {
        assertThat(Page.limit(null)).isEqualTo(50);
        assertThat(Page.limit(100)).isEqualTo(100);
        assertThatThrownBy(() -> Page.limit(0)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> Page.limit(101)).isInstanceOf(ApiException.class);
    }
}
