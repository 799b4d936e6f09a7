package io.tocsin.query;

import io.tocsin.platform.testing.HouseRules;

class HouseRulesTest extends HouseRules {
    HouseRulesTest() {
        super("io.tocsin.query");
    }
}
