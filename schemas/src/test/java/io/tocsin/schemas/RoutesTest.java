package io.tocsin.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutesTest {
    @Test
    void namesEveryRouteOnce() {
        assertThat(Routes.all())
                .extracting(route -> route.method() + " " + route.path())
                .doesNotHaveDuplicates();
    }

    @Test
    void belongsToAService() {
        assertThat(Routes.all()).extracting(Route::service).isSubsetOf("auth", "monitor", "ingest", "query", "gateway");
    }

    @Test
    void letsOAuthClientsInOnlyWithAScope() {
        assertThat(Routes.all())
                .filteredOn(route -> route.audiences().contains(Claims.CLIENT_AUDIENCE))
                .allSatisfy(route -> assertThat(route.scopes()).isNotEmpty().isSubsetOf(Scopes.all()));
    }

    @Test
    void leavesSecretsAndMembersToThePeopleThemselves() {
        assertThat(Routes.all())
                .filteredOn(route -> !route.method().equals("GET"))
                .filteredOn(route -> route.audiences().contains(Claims.USER_AUDIENCE))
                .filteredOn(route ->
                        route.path().matches(".*/(secret|rotate|password|identities|invitations|transfer)(/.*)?"))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(route.personal()).isTrue());
    }

    @Test
    void keepsTheInternalRoutesForPeople() {
        assertThat(Routes.all())
                .filteredOn(route -> route.path().startsWith("/internal/"))
                .allSatisfy(route -> assertThat(route.audiences()).isEqualTo(Set.of(Claims.USER_AUDIENCE)));
    }
}
