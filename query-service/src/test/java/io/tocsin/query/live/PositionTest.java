package io.tocsin.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionTest {
    private final Position position = new Position(new long[][] {{0, 127, 128}, {}, {1L << 52}});

    @Test
    void isReadAsItWasWritten() {
        Position read = Position.parse(position.text());

        assertThat(read).isNotNull();
        assertThat(read.isLike(position)).isTrue();
        assertThat(read.next(0, 2)).isEqualTo(128);
        assertThat(read.next(2, 0)).isEqualTo(1L << 52);
        assertThat(read.text()).isEqualTo(position.text());
    }

    @Test
    void isNotReadFromAnythingElse() {
        assertThat(Position.parse(null)).isNull();
        assertThat(Position.parse("")).isNull();
        assertThat(Position.parse("42")).isNull();
        assertThat(Position.parse("not base64!")).isNull();
        assertThat(Position.parse("AgEB")).isNull();
        assertThat(Position.parse("AQH_____")).isNull();
        assertThat(Position.parse(position.text() + "AA")).isNull();
        assertThat(Position.parse("A".repeat(20_000))).isNull();
    }

    @Test
    void goesOnAloneOnceItWasCopied() {
        Position copy = Position.copyOf(position);

        position.advance(0, 1, 500);

        assertThat(copy.next(0, 1)).isEqualTo(127);
        assertThat(copy.isLike(new Position(new long[][] {{1}, {1}}))).isFalse();
    }
}
