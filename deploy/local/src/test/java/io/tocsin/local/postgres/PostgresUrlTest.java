package io.tocsin.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    @Test
    void readsAllItsParts() {
        var url = PostgresUrl.of("postgresql://tocsin:p%40ss@db.example.com:6432/main?sslmode=require");

        assertThat(url).isEqualTo(new PostgresUrl("tocsin", "p@ss", "db.example.com", 6432, "main", "sslmode=require"));
        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example.com:6432/main?sslmode=require");
    }

    @Test
    void theUsualPortNeedsNoMention() {
        assertThat(PostgresUrl.of("postgres://a:b@localhost/db").port()).isEqualTo(5432);
    }

    @Test
    void writesWhatItReads() {
        var url = new PostgresUrl("us er", "a+b:/c@", "localhost", 5432, "db", "");

        assertThat(PostgresUrl.of(url.uri())).isEqualTo(url);
    }

    @Test
    void showsNoPassword() {
        assertThat(PostgresUrl.of("postgresql://a:hidden@localhost/db"))
                .hasToString("postgresql://a@localhost:5432/db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://a:hidden@host/db",
                "postgresql://host/db",
                "postgresql://a:hidden@host",
                "postgresql://a:hidden hidden@host/db",
                "hidden"
            })
    void refusesWhatItCanNotUseWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> PostgresUrl.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hidden");
    }
}
