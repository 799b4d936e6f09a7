package io.tocsin.monitor;

import io.tocsin.platform.testing.HouseRules;

class HouseRulesTest extends HouseRules {
    HouseRulesTest() {
        super("io.tocsin.monitor");
    }
}
