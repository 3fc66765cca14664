package dev.milepost.adoption;

import dev.milepost.adoption.Comparison.Compared;
import dev.milepost.fourkeys.KeyFigures;
import dev.milepost.fourkeys.KeyFigures.ServiceWindow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Asks the four keys of services before and after they came to a version. */
@ApplicationScoped
class Comparisons {

    private final KeyFigures keys;
    private final Clock clock;

    Comparisons(KeyFigures keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    private record Moved(Movement movement, Instant at) {}

    Comparison of(List<Movement> movements, Timeframe window, int days) {
        var moved = new ArrayList<Moved>();
        for (var movement : movements) {
            var at = movement.at();
            if (at != null && window.has(at) && (movement.isAdoption() || movement.isUpgrade())) {
                moved.add(new Moved(movement, at));
            }
        }
        moved.sort(Comparator.comparing(Moved::at)
                .reversed()
                .thenComparing(one -> one.movement().service()));
        var span = Duration.ofDays(days);
        var before = keys.of(moved.stream()
                .map(one -> new ServiceWindow(one.movement().service(), one.at().minus(span), one.at()))
                .toList());
        var after = keys.of(moved.stream()
                .map(one -> new ServiceWindow(
                        one.movement().service(), one.at(), one.at().plus(span)))
                .toList());
        var compared = new ArrayList<Compared>();
        for (int n = 0; n < moved.size(); n++) {
            var one = moved.get(n);
            boolean isOver = !one.at().plus(span).isAfter(clock.instant());
            compared.add(Compared.of(one.movement(), one.at(), before.get(n), isOver ? after.get(n) : null));
        }
        return Comparison.of(compared, days);
    }
}
