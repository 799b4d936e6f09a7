package io.tocsin.platform;

import io.tocsin.platform.testing.HouseRules;

class HouseRulesTest extends HouseRules {
    HouseRulesTest() {
        super("io.tocsin.platform");
    }
}
