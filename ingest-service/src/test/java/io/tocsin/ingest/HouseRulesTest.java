package io.tocsin.ingest;

import io.tocsin.platform.testing.HouseRules;

class HouseRulesTest extends HouseRules {
    HouseRulesTest() {
        super("io.tocsin.ingest");
    }
}
