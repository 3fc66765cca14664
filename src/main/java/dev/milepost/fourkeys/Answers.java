package dev.milepost.fourkeys;

import dev.milepost.events.QuarantinedEvents;
import dev.milepost.fourkeys.FourKeys.Asked;
import dev.milepost.fourkeys.FourKeys.Bucket;
import dev.milepost.fourkeys.FourKeys.Group;
import dev.milepost.platform.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers questions about the four keys. */
@ApplicationScoped
class Answers {

    private static final String DEFINITION = "four-keys/1";
    private static final int MOST_BUCKETS = 4_000;

    private final Parts parts;
    private final Groups groups;
    private final Tallies tallies;
    private final Instance<QuarantinedEvents> quarantined;

    Answers(Parts parts, Groups groups, Tallies tallies, Instance<QuarantinedEvents> quarantined) {
        this.parts = parts;
        this.groups = groups;
        this.tallies = tallies;
        this.quarantined = quarantined;
    }

    @Snapshot
    FourKeys answer(Question question) {
        var window = question.window();
        var calendar = question.calendar();
        var reckoning = new Reckoning(calendar, question.benchmark());
        var frame = new Frame(question.tier(), calendar.days(), question.zone());
        var filter = parts.resolve(question.filter(), question.ownership());
        var part = parts.of(filter);

        var buckets = buckets(question);
        var windows = Stream.concat(Stream.of(window), buckets.stream().map(Calendar.Bucket::window));
        var counted = tallies.of(windows.map(w -> new Cell(part, w)).toList(), frame);
        var series = IntStream.range(0, buckets.size())
                .mapToObj(n -> bucket(buckets.get(n), counted.get(n + 1), reckoning))
                .toList();
        var found = question.groupBy() == null ? null : groups.of(question, filter, question.groupBy());
        return new FourKeys(
                DEFINITION,
                question.benchmark(),
                new Asked(window.from(), window.to(), question.zone().getId(), question.tier()),
                reckoning.of(counted.get(0), window, quarantined(window)),
                question.interval() == null ? null : series,
                found == null ? null : grouped(question, found.parts(), frame, reckoning),
                found == null ? null : found.truncated());
    }

    private long quarantined(Window window) {
        return quarantined.stream()
                .mapToLong(events -> events.count(window.from(), window.to()))
                .sum();
    }

    private static List<Calendar.Bucket> buckets(Question question) {
        if (question.interval() == null) {
            return List.of();
        }
        var buckets = question.calendar().buckets(question.interval());
        if (buckets.size() > MOST_BUCKETS) {
            throw new InvalidQuestion(
                    "interval",
                    "The window has %d buckets; at most %d are answered.".formatted(buckets.size(), MOST_BUCKETS));
        }
        return buckets;
    }

    private static Bucket bucket(Calendar.Bucket bucket, Tally tally, Reckoning reckoning) {
        var window = bucket.window();
        return new Bucket(window.from(), window.to(), bucket.partial(), reckoning.of(tally, window, null));
    }

    /** Those with most deployments first. */
    private List<Group> grouped(Question question, Map<String, Part> found, Frame frame, Reckoning reckoning) {
        var window = question.window();
        var counted =
                tallies.of(found.values().stream().map(p -> new Cell(p, window)).toList(), frame);
        var keys = List.copyOf(found.keySet());
        return IntStream.range(0, keys.size())
                .filter(n -> !counted.get(n).isNothing())
                .mapToObj(n -> new Group(keys.get(n), reckoning.of(counted.get(n), window, null)))
                .sorted(Comparator.comparing((Group group) ->
                                -group.metrics().deploymentFrequency().count())
                        .thenComparing(Group::key))
                .toList();
    }
}
