package dev.milepost.slo;

import dev.milepost.corrections.Corrections;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.objectives.Range;
import dev.milepost.platform.Cursor;
import dev.milepost.platform.Page;
import dev.milepost.platform.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of objectives. */
@ApplicationScoped
class Slos {

    private static final UUID GREATEST = new UUID(-1L, -1L);

    private final DefinedSlos definitions;
    private final Standings standings;
    private final Corrections corrections;
    private final Clock clock;

    Slos(DefinedSlos definitions, Standings standings, Corrections corrections, Clock clock) {
        this.definitions = definitions;
        this.standings = standings;
        this.corrections = corrections;
        this.clock = clock;
    }

    /**
     * In the order of their names.
     *
     * @param owner null for all
     * @param after the name that the page before ended with; empty for the first
     */
    @Snapshot
    Page<SloAnswer> list(@Nullable String owner, String after, int limit) {
        var found = definitions.all().stream()
                .filter(slo -> slo.name().compareTo(after) > 0)
                .filter(slo -> owner == null
                        || owner.equalsIgnoreCase(slo.slo().description().owner()))
                .limit(limit + 1L)
                .toList();
        var answers = standings.of(found).stream().map(SloAnswer::of).toList();
        return Page.of(answers, limit, last -> Cursor.of(last.name()));
    }

    @Snapshot
    SloAnswer find(String name) {
        return SloAnswer.of(standings.find(name));
    }

    SloHistory history(String name, Step step) {
        return standings.history(name, step);
    }

    DefinedSlo defined(String name) {
        return definitions.require(name);
    }

    /**
     * The question for the bad events of an objective, of its window now.
     *
     * @param corrected whether also for those that a correction took out
     */
    BadEventQuery badEvents(String name, boolean corrected, @Nullable String cursor, int limit) {
        var now = clock.instant();
        var slo = defined(name);
        var window = slo.slo().window().at(now);
        var taken = new BadEventQuery.Taken(corrections.find(List.of(slo), now).of(slo, now), corrected);
        var until = new Range(window.from(), now.isAfter(window.to()) ? now : window.to());
        if (cursor == null) {
            return new BadEventQuery(name, until, until.to(), GREATEST, limit + 1, taken);
        }
        try {
            var values = Cursor.parse(cursor, 2).values();
            return new BadEventQuery(
                    name, until, Instant.parse(values.get(0)), UUID.fromString(values.get(1)), limit + 1, taken);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.unknown();
        }
    }
}
