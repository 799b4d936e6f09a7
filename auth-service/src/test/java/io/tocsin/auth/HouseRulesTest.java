package io.tocsin.auth;

import io.tocsin.platform.testing.HouseRules;

class HouseRulesTest extends HouseRules {
    HouseRulesTest() {
        super("io.tocsin.auth");
    }
}
