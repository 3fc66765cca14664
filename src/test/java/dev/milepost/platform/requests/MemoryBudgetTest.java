package dev.milepost.platform.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.requests.MemoryBudget.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBudgetTest {

    private static final long SMALL = 10;
    private static final Runnable NOTHING = () -> {};

    private final MemoryBudget budget = new MemoryBudget(1_000, 0.25, 1, SMALL);
    private final List<String> granted = new ArrayList<>();

    private Claim claim(String key) {
        return new Claim(new Claimant(key, false), () -> granted.add(key));
    }

    @Test
    void leavesRoomForSmallClaimsBesideLargeOnes() {
        for (int i = 0; i < 8; i++) {
            budget.take(new Claim(new Claimant("large " + i, false), NOTHING), 150);
        }

        assertThat(budget.taken()).isEqualTo(750);
        assertThat(budget.waiting()).isEqualTo(3);
        assertThat(budget.take(claim("small"), SMALL)).isTrue();
    }

    @Test
    void givesOneKeyItsShareAndOthersTheRest() {
        for (int i = 0; i < 100; i++) {
            budget.take(new Claim(new Claimant("greedy", false), NOTHING), SMALL);
        }

        assertThat(budget.taken()).isEqualTo(250);
        assertThat(budget.take(claim("other"), SMALL)).isTrue();
    }

    @Test
    void letsTheOldestOfAKeyGoOnBeyondItsShare() {
        var first = claim("key");
        var second = claim("key");
        budget.take(first, 100);
        budget.take(second, 80);

        assertThat(budget.take(first, 300)).isTrue();
        assertThat(budget.take(second, 100)).isFalse();

        budget.release(first);
        assertThat(granted).containsExactly("key");
        assertThat(budget.taken()).isEqualTo(180);
    }

    @Test
    void takesALargeClaimAloneHoweverLarge() {
        var huge = claim("huge");

        assertThat(budget.take(huge, 5_000)).isTrue();
        assertThat(budget.take(claim("large"), 100)).isFalse();
        assertThat(budget.take(claim("small"), SMALL)).isTrue();

        budget.release(huge);
        assertThat(granted).containsExactly("large");
    }

    @Test
    void forgetsAClaimThatIsGivenBackWhileItWaits() {
        var huge = claim("huge");
        var waiting = claim("waiting");
        budget.take(huge, 5_000);
        budget.take(waiting, 100);

        budget.release(waiting);
        budget.release(huge);

        assertThat(granted).isEmpty();
        assertThat(budget.taken()).isZero();
        assertThat(budget.waiting()).isZero();
    }

    /** A law: whatever is taken and given back, no more is taken than there is, and in the end nothing is. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void holdsItsBoundsAndLosesNothing(long seed) {
        var random = new Random(seed);
        var waiting = new ArrayList<Claim>();
        var held = new ArrayList<Claim>();
        for (int step = 0; step < 5_000; step++) {
            if (random.nextInt(3) > 0) {
                var claims = new Claim[1];
                claims[0] = new Claim(new Claimant("key " + random.nextInt(5), false), () -> {
                    waiting.remove(claims[0]);
                    held.add(claims[0]);
                });
                (budget.take(claims[0], 1 + random.nextInt(200)) ? held : waiting).add(claims[0]);
            } else {
                var all = random.nextBoolean() || waiting.isEmpty() ? held : waiting;
                if (!all.isEmpty()) {
                    budget.release(all.remove(random.nextInt(all.size())));
                }
            }
            assertThat(budget.taken()).isLessThanOrEqualTo(1_000);
            assertThat(budget.waiting()).isEqualTo(waiting.size());
        }
        while (!held.isEmpty()) {
            budget.release(held.remove(0));
        }

        // Whoever waits is granted in turn, until nobody is left.
        assertThat(waiting).isEmpty();
        assertThat(budget.taken()).isZero();
    }
}
