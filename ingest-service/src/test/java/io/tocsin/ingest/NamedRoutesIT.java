package io.tocsin.ingest;

import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.NamedRoutes;

@IntegrationTest
class NamedRoutesIT extends NamedRoutes {}
