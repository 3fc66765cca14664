package dev.milepost.insights.adoption;

import dev.milepost.delivery.fourkeys.FourKeysReader;
import dev.milepost.delivery.fourkeys.FourKeysReader.ServiceWindow;
import dev.milepost.insights.adoption.BeforeAfterComparison.Compared;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the four keys of services before and after they changed to a version. */
@ApplicationScoped
class BeforeAfterReader {

    private final FourKeysReader keys;
    private final Clock clock;

    BeforeAfterReader(FourKeysReader keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    private record Moved(VersionChange movement, Instant at) {}

    BeforeAfterComparison of(List<VersionChange> changes, Timeframe window, int days) {
        var moved = new ArrayList<Moved>();
        for (var change : changes) {
            var at = change.at();
            if (at != null && window.contains(at) && (change.isAdoption() || change.isUpgrade())) {
                moved.add(new Moved(change, at));
            }
        }
        moved.sort(Comparator.comparing(Moved::at)
                .reversed()
                .thenComparing(one -> one.movement().service()));
        var length = Duration.ofDays(days);
        var before = keys.summarise(moved.stream()
                .map(one -> new ServiceWindow(one.movement().service(), one.at().minus(length), one.at()))
                .toList());
        var after = keys.summarise(moved.stream()
                .map(one -> new ServiceWindow(
                        one.movement().service(), one.at(), one.at().plus(length)))
                .toList());
        var compared = new ArrayList<Compared>();
        for (int n = 0; n < moved.size(); n++) {
            var one = moved.get(n);
            boolean isOver = !one.at().plus(length).isAfter(clock.instant());
            compared.add(Compared.of(one.movement(), one.at(), before.get(n), isOver ? after.get(n) : null));
        }
        return BeforeAfterComparison.of(compared, days);
    }
}
