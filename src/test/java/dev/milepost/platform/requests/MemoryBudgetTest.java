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
    void admitsSmallClaimsBesideLargeOnes() {
        for (int i = 0; i < 8; i++) {
            budget.take(new Claim(new Claimant("large " + i, false), NOTHING), 150);
        }

        assertThat(budget.taken()).isEqualTo(750);
        assertThat(budget.waiting()).isEqualTo(3);
        assertThat(budget.take(claim("small"), SMALL)).isTrue();
    }

    @Test
    void limitsOneKeyToItsShare() {
        for (int i = 0; i < 100; i++) {
            budget.take(new Claim(new Claimant("greedy", false), NOTHING), SMALL);
        }

        assertThat(budget.taken()).isEqualTo(250);
        assertThat(budget.take(claim("other"), SMALL)).isTrue();
    }

    @Test
    void letsOldestClaimOfKeyExceedShare() {
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
    void admitsLargeClaimAlone() {
        var huge = claim("huge");

        assertThat(budget.take(huge, 5_000)).isTrue();
        assertThat(budget.take(claim("large"), 100)).isFalse();
        assertThat(budget.take(claim("small"), SMALL)).isTrue();

        budget.release(huge);
        assertThat(granted).containsExactly("large");
    }

    @Test
    void removesReleasedWaitingClaim() {
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

    @Test
    void admitsASmallClaimBehindAnyNumberOfLargeOnes() {
        var small = new Claim(new Claimant("first small", false), NOTHING);
        budget.take(claim("large"), 750);
        budget.take(small, SMALL);
        for (int i = 0; i < 24; i++) {
            budget.take(claim("small " + i), SMALL);
        }
        for (int i = 0; i < 200; i++) {
            budget.take(claim("large " + i), 100);
        }
        assertThat(budget.take(claim("last small"), SMALL)).isFalse();

        budget.release(small);

        assertThat(granted).containsExactly("last small");
    }

    @Test
    void admitsALargeClaimHoweverManySmallerOnesFollow() {
        var held = new ArrayList<Claim>();
        for (int i = 0; i < 5; i++) {
            held.add(new Claim(new Claimant("held " + i, false), NOTHING));
            budget.take(held.get(i), 150);
        }
        assertThat(budget.take(claim("largest"), 600)).isFalse();

        for (int i = 0; i < held.size(); i++) {
            budget.release(held.get(i));
            budget.take(claim("later " + i), 150);
        }

        assertThat(granted).startsWith("largest");
    }

    @Test
    void leavesSmallClaimsTheirQuarterOnlyWhileALargeOneWaits() {
        var held = claim("held");
        budget.take(held, 600);
        assertThat(budget.take(claim("large"), 300)).isFalse();

        var small = 0;
        while (budget.take(claim("small " + small), SMALL)) {
            small++;
        }

        assertThat(small).isEqualTo(25);
        budget.release(held);
        assertThat(granted).containsExactly("large", "small 25");
    }

    @Test
    void keepsTheOrderOfSmallClaims() {
        var held = new Claim(new Claimant("held small", false), NOTHING);
        budget.take(claim("large"), 750);
        budget.take(held, 5);
        for (int i = 0; i < 49; i++) {
            budget.take(claim("small " + i), 5);
        }
        assertThat(budget.take(claim("first"), SMALL)).isFalse();
        budget.release(held);

        assertThat(budget.take(claim("second"), 5)).isFalse();
    }

    /** Else those that hold bytes would wait for each other. */
    @Test
    void letsAClaimThatHoldsBytesGoOnWhileAnOlderOneWaits() {
        var held = claim("held");
        budget.take(held, 200);
        budget.take(claim("other"), 200);
        assertThat(budget.take(claim("largest"), 600)).isFalse();

        assertThat(budget.take(claim("new"), 100)).isFalse();
        assertThat(budget.take(held, 100)).isTrue();
    }

    @Test
    void admitsWhoeverWaitedBehindAClaimThatIsGivenUp() {
        var largest = claim("largest");
        budget.take(claim("held"), 300);
        budget.take(largest, 600);
        budget.take(claim("next"), 200);

        budget.release(largest);

        assertThat(granted).containsExactly("next");
    }

    /** A law: whatever is taken and given back, no more is taken than there is, and in the end nothing is. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void keepsBoundsAndLosesNoClaim(long seed) {
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
