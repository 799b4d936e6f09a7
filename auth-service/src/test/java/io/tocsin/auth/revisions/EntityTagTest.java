package io.tocsin.auth.revisions;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
    private final EntityTag tag = new EntityTag(7);

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"7\"", "*", "\"3\", \"7\""})
    void isMatched(String ifMatch) {
        assertThatCode(() -> tag.require(ifMatch)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"8\"", "7", "", "\"77\""})
    void isNotMatched(String ifMatch) {
        assertThatThrownBy(() -> tag.require(ifMatch)).hasMessage(ErrorCode.REVISION_002.meaning());
    }

    @Test
    void isAskedFor() {
        assertThatThrownBy(() -> tag.require(null)).hasMessage(ErrorCode.REVISION_001.meaning());
        assertThatCode(() -> tag.checkIfSent(null)).doesNotThrowAnyException();
    }
}
