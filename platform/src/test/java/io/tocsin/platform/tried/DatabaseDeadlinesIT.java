package io.tocsin.platform.tried;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.testing.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@IntegrationTest
class DatabaseDeadlinesIT {
    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void leaveTheRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void endsAStatementOfARequestAfterFiveSeconds() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));

        assertThatThrownBy(() -> jdbc.sql("SELECT 1 FROM pg_sleep(60)")
                        .query(Integer.class)
                        .single())
                .isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void leavesTheProductsOwnWorkItsTime() {
        assertThat(shown("statement_timeout")).isEqualTo("0");
    }

    @Test
    void endsATransactionThatDoesNothing() {
        assertThat(shown("idle_in_transaction_session_timeout")).isEqualTo("30s");
    }

    private String shown(String setting) {
        return jdbc.sql("SHOW " + setting).query(String.class).single();
    }
}
