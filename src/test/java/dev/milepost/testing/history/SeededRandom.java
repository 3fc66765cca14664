package dev.milepost.testing.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Chance, the same for the same seed. */
record SeededRandom(Random random) {

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A number from 0, below the limit. */
    int below(int limit) {
        return random.nextInt(limit);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    @SafeVarargs
    final <T> T either(T... some) {
        return some[random.nextInt(some.length)];
    }

    /** A moment within some hours of another: mostly on the hour, so that many are equal, else down to nanoseconds. */
    Instant about(Instant moment, int leastHours, int mostHours) {
        var hour = moment.plus(Duration.ofHours(between(leastHours, mostHours)));
        return switch (below(8)) {
            case 0 -> hour.plusSeconds(below(3600));
            case 1 -> hour.plusNanos(below(2_000));
            case 2 -> hour.plusNanos(1_000L * below(1_000_000));
            default -> hour;
        };
    }
}
