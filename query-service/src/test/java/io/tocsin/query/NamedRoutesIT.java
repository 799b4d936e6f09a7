package io.tocsin.query;

import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.NamedRoutes;

@IntegrationTest
class NamedRoutesIT extends NamedRoutes {}
