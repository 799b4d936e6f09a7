package io.tocsin.auth.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
    @Test
    void goesOnWhereItStopped() {
        Page<String> first = PageRequest.of(2, null).page(List.of("usr_1", "usr_2", "usr_3"), id -> id);

        assertThat(first.data()).containsExactly("usr_1", "usr_2");
        assertThat(PageRequest.of(2, first.nextCursor()).after()).isEqualTo("usr_2");
    }

    @Test
    void endsWithTheLastPage() {
        assertThat(PageRequest.of(2, null)
                        .page(List.of("usr_1", "usr_2"), id -> id)
                        .nextCursor())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "JyBPUiAxPTE", "dXNyXyU"})
    void takesNoCursorThatItDidNotMake(String cursor) {
        assertThatThrownBy(() -> PageRequest.of(2, cursor)).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void isBounded(int limit) {
        assertThatThrownBy(() -> PageRequest.of(limit, null)).isInstanceOf(ApiException.class);
    }
}
