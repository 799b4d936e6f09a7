package io.tocsin.monitor.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void leadsFromPageToPage() {
        Page<String> page = Page.of(List.of("mon_1", "mon_2", "mon_3"), 2, id -> id);

        assertThat(page.data()).containsExactly("mon_1", "mon_2");
        assertThat(Cursor.parse(page.nextCursor()).id()).isEqualTo("mon_2");
        assertThat(Page.of(List.of("mon_3"), 2, id -> id).nextCursor()).isNull();
    }

    @Test
    void beginsAtTheBeginning() {
        assertThat(Cursor.parse(null).id()).isEmpty();
        assertThat(Cursor.parse("").id()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "!!", "JQ", "TU9O"})
    void refusesWhatNoListAnswered(String text) {
        assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(ApiException.class);
    }
}
