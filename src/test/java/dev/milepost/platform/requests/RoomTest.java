package dev.milepost.platform.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.requests.Room.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {

    private static final long SMALL = 10;
    private static final Runnable NOTHING = () -> {};

    private final Room room = new Room(1_000, 0.25, SMALL);
    private final List<String> granted = new ArrayList<>();

    private Claim claim(String key) {
        return new Claim(key, () -> granted.add(key));
    }

    @Test
    void admitsSmallClaimsBesideLargeOnes() {
        for (int i = 0; i < 8; i++) {
            room.take(new Claim("large " + i, NOTHING), 150);
        }

        assertThat(room.taken()).isEqualTo(750);
        assertThat(room.waiting()).isEqualTo(3);
        assertThat(room.take(claim("small"), SMALL)).isTrue();
    }

    @Test
    void limitsOneKeyToItsShare() {
        for (int i = 0; i < 100; i++) {
            room.take(new Claim("greedy", NOTHING), SMALL);
        }

        assertThat(room.taken()).isEqualTo(250);
        assertThat(room.take(claim("other"), SMALL)).isTrue();
    }

    @Test
    void letsOldestClaimOfKeyExceedShare() {
        var first = claim("key");
        var second = claim("key");
        room.take(first, 100);
        room.take(second, 80);

        assertThat(room.take(first, 300)).isTrue();
        assertThat(room.take(second, 100)).isFalse();

        room.release(first);
        assertThat(granted).containsExactly("key");
        assertThat(room.taken()).isEqualTo(180);
    }

    @Test
    void admitsLargeClaimAlone() {
        var huge = claim("huge");

        assertThat(room.take(huge, 5_000)).isTrue();
        assertThat(room.take(claim("large"), 100)).isFalse();
        assertThat(room.take(claim("small"), SMALL)).isTrue();

        room.release(huge);
        assertThat(granted).containsExactly("large");
    }

    @Test
    void removesReleasedWaitingClaim() {
        var huge = claim("huge");
        var waiting = claim("waiting");
        room.take(huge, 5_000);
        room.take(waiting, 100);

        room.release(waiting);
        room.release(huge);

        assertThat(granted).isEmpty();
        assertThat(room.taken()).isZero();
        assertThat(room.waiting()).isZero();
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
                claims[0] = new Claim("key " + random.nextInt(5), () -> {
                    waiting.remove(claims[0]);
                    held.add(claims[0]);
                });
                (room.take(claims[0], 1 + random.nextInt(200)) ? held : waiting).add(claims[0]);
            } else {
                var all = random.nextBoolean() || waiting.isEmpty() ? held : waiting;
                if (!all.isEmpty()) {
                    room.release(all.remove(random.nextInt(all.size())));
                }
            }
            assertThat(room.taken()).isLessThanOrEqualTo(1_000);
            assertThat(room.waiting()).isEqualTo(waiting.size());
        }
        while (!held.isEmpty()) {
            room.release(held.remove(0));
        }

        // Whoever waits is granted in turn, until nobody is left.
        assertThat(waiting).isEmpty();
        assertThat(room.taken()).isZero();
    }
}
