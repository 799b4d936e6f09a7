package io.tocsin.ingest.collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tocsin.platform.errors.ErrorWriter;
import io.tocsin.platform.events.CompactedTables;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class UnreadFilterTest {
    private final CompactedTables tables = mock(CompactedTables.class);
    private final UnreadFilter filter = new UnreadFilter(tables, new ErrorWriter(JsonMapper.shared()));
    private final MockHttpServletResponse answer = new MockHttpServletResponse();
    private final MockFilterChain next = new MockFilterChain();

    @Test
    void asksToComeAgainUntilTheTablesAreRead() throws Exception {
        filter.doFilter(new MockHttpServletRequest("POST", "/api/v1/metrics/push"), answer, next);

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("2");
        assertThat(answer.getContentAsString()).contains("INTERNAL_002", "are still being read");
        assertThat(next.getRequest()).isNull();
    }

    @Test
    void letsEverybodyThroughOnceTheyAre() throws Exception {
        when(tables.complete()).thenReturn(true);

        filter.doFilter(new MockHttpServletRequest("POST", "/api/v1/metrics/push"), answer, next);

        assertThat(next.getRequest()).isNotNull();
    }
}
