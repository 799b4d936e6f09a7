package io.tocsin.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {
    @Test
    void takesTheUriApart() {
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgresql://role:p%40ss@host:5433/db?sslmode=require");

        assertThat(url.jdbcUrl())
                .isEqualTo("jdbc:postgresql://host:5433/db?reWriteBatchedInserts=true&sslmode=require");
        assertThat(url.user()).isEqualTo("role");
        assertThat(url.password()).isEqualTo("p@ss");
    }

    @Test
    void waitsForNoDatabaseForEver() {
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgresql://role:pw@host/db");

        assertThat(url.withDeadlines().jdbcUrl()).endsWith("&connectTimeout=2&socketTimeout=60&tcpKeepAlive=true");
    }

    @Test
    void leavesTheDeadlinesThatWereChosen() {
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgresql://role:pw@host/db?socketTimeout=5");

        assertThat(url.withDeadlines().jdbcUrl())
                .contains("socketTimeout=5&")
                .doesNotContain("socketTimeout=60")
                .contains("connectTimeout=2");
    }

    @Test
    void stopsTheStartWithWhatIsNoUri() {
        assertThatThrownBy(() -> DatabaseUrl.parse("DATABASE_URL", "jdbc:postgresql://host/db"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("DATABASE_URL");
    }
}
