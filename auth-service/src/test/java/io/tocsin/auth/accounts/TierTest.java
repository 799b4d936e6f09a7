package io.tocsin.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.settings.SettingsException;
import org.junit.jupiter.api.Test;

class TierTest {
    @Test
    void takesPremiumForTeam() {
        assertThat(Tier.of("premium")).isEqualTo(Tier.TEAM);
        assertThat(Tier.TEAM.wireName()).isEqualTo("team");
        assertThat(Tier.SOLO.tierClass()).isEqualTo("premium");
    }

    @Test
    void stopsTheStartWhereTheDefaultIsNone() {
        assertThatThrownBy(() -> new AccountSettings("gold"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("DEFAULT_TIER");
    }
}
