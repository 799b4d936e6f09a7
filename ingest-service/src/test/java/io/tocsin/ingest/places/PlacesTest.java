package io.tocsin.ingest.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final List<String> begun = new ArrayList<>();

    @Test
    void letsInAsManyAsThereAre() {
        Places places = new Places(2, 2);

        take(places, "a", "a", "a");
        assertThat(begun).containsExactly("a", "a");

        places.giveBack("a");
        assertThat(begun).containsExactly("a", "a", "a");
        assertThat(places.taken()).isEqualTo(2);
    }

    @Test
    void keepsRoomForOthersWhenOneAccountHasItsShare() {
        Places places = new Places(4, 2);

        take(places, "a", "a", "a", "a", "b");

        assertThat(begun).containsExactly("a", "a", "b");
    }

    @Test
    void letsInWhoWaitsAccountByAccount() {
        Places places = new Places(1, 1);
        take(places, "a", "a", "a", "b", "c");

        places.giveBack("a");
        places.giveBack("b");
        places.giveBack("c");
        places.giveBack("a");
        places.giveBack("a");

        assertThat(begun).containsExactly("a", "b", "c", "a", "a");
        assertThat(places.taken()).isZero();
    }

    @Test
    void forgetsNobodyWhoWaitedForItsOwnShare() {
        Places places = new Places(10, 1);
        take(places, "a", "a", "a");

        places.giveBack("a");
        places.giveBack("a");
        places.giveBack("a");

        assertThat(begun).containsExactly("a", "a", "a");
        assertThat(places.taken()).isZero();
    }

    private void take(Places places, String... accounts) {
        for (String account : accounts) {
            places.take(account, () -> begun.add(account));
        }
    }
}
