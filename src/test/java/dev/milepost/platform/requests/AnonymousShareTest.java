package dev.milepost.platform.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.requests.MemoryBudget.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all callers together may have that are not authenticated, in a budget of 1,000 bytes. */
class AnonymousShareTest {

    private static final long SMALL = 10;
    private static final int LARGEST = 100;

    private final MemoryBudget budget = new MemoryBudget(1_000, 0.5, 0.5, SMALL);
    private final List<String> granted = new ArrayList<>();

    private boolean take(Claim claim, long bytes) {
        return budget.take(claim, bytes);
    }

    private Claim anonymous(String network) {
        return new Claim(new Claimant(network, true), () -> granted.add(network));
    }

    private Claim authenticated(String name) {
        return new Claim(new Claimant(name, false), () -> granted.add(name));
    }

    @Test
    void leavesTheRestToAuthenticatedCallersHoweverManyAddressesClaimIt() {
        for (int address = 0; address < 100; address++) {
            take(anonymous("192.0.2." + address), LARGEST);
        }

        assertThat(budget.taken()).isEqualTo(300);
        assertThat(take(authenticated("ci"), LARGEST)).isTrue();
        assertThat(take(authenticated("backstage"), LARGEST)).isTrue();
        assertThat(take(authenticated("ci"), LARGEST)).isTrue();
    }

    @Test
    void isAlsoThatOfSmallClaims() {
        for (int address = 0; address < 1_000; address++) {
            take(anonymous("address " + address), SMALL);
        }

        assertThat(budget.taken()).isEqualTo(500);
        assertThat(take(authenticated("ci"), 300)).isTrue();
    }

    @Test
    void isNotUsedUpByOneAddress() {
        for (int i = 0; i < 100; i++) {
            take(anonymous("greedy"), SMALL);
        }

        assertThat(budget.taken()).isEqualTo(250);
        assertThat(take(anonymous("other"), SMALL)).isTrue();
    }

    @Test
    void isGivenToWhoWaitsWhenAnotherAddressIsDone() {
        var first = anonymous("first");
        var second = anonymous("second");
        take(first, 300);

        assertThat(take(second, 300)).isFalse();
        budget.release(first);

        assertThat(granted).containsExactly("second");
    }

    @Test
    void letsTheOldestGoOnBeyondIt() {
        var oldest = anonymous("oldest");
        var younger = anonymous("younger");
        take(oldest, 200);
        take(younger, 150);

        assertThat(take(oldest, 200)).isTrue();
        assertThat(take(younger, 100)).isFalse();
    }

    @Test
    void boundsWhatOneClaimAsksForAtOnce() {
        assertThat(budget.most(new Claimant("192.0.2.1", true))).isEqualTo(375);
        assertThat(budget.most(new Claimant("ci", false))).isEqualTo(750);
    }

    @Test
    void forgetsAClaimThatIsRefusedAtOnce() {
        var first = anonymous("first");
        budget.takeNow(first, 300);

        assertThat(budget.takeNow(anonymous("second"), 300)).isFalse();
        budget.release(first);

        assertThat(granted).isEmpty();
        assertThat(budget.waiting()).isZero();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void holdsBackNoAuthenticatedCallerFromTheRestWhileAnAnonymousOneWaits() {
        var oldest = anonymous("oldest");
        take(authenticated("ci"), 300);
        take(oldest, 200);
        assertThat(take(oldest, 300)).isFalse();

        assertThat(take(anonymous("other"), 50)).isFalse();
        assertThat(take(authenticated("backstage"), 50)).isTrue();
        assertThat(take(authenticated("small"), SMALL)).isTrue();
        // Of the part that anonymous callers may use.
        assertThat(take(authenticated("large"), 50)).isFalse();
    }

    /** A law: anonymous callers have at most their share and one claim more, and in the end nothing is taken. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void isKeptWhateverIsTakenAndGivenBack(long seed) {
        var random = new Random(seed);
        var held = new ArrayList<Claim>();
        for (int step = 0; step < 5_000; step++) {
            if (random.nextInt(3) > 0) {
                var claim = anonymous("network " + random.nextInt(20));
                if (budget.takeNow(claim, 1 + random.nextInt(LARGEST))) {
                    held.add(claim);
                }
            } else if (!held.isEmpty()) {
                budget.release(held.remove(random.nextInt(held.size())));
            }
            assertThat(budget.taken()).isLessThanOrEqualTo(500 + LARGEST);
        }
        held.forEach(budget::release);

        assertThat(budget.taken()).isZero();
    }
}
