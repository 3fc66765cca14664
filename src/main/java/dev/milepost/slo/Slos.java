package dev.milepost.slo;

import dev.milepost.corrections.Corrections;
import dev.milepost.counting.BadEvent;
import dev.milepost.counting.BadEventQuery;
import dev.milepost.counting.BadEvents;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.objectives.Range;
import dev.milepost.platform.Cursor;
import dev.milepost.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of objectives. */
@ApplicationScoped
class Slos {

    private static final UUID GREATEST = new UUID(-1L, -1L);

    private final DefinedSlos definitions;
    private final Standings standings;
    private final BadEvents badEvents;
    private final Corrections corrections;

    Slos(DefinedSlos definitions, Standings standings, BadEvents badEvents, Corrections corrections) {
        this.definitions = definitions;
        this.standings = standings;
        this.badEvents = badEvents;
        this.corrections = corrections;
    }

    /**
     * In the order of their names.
     *
     * @param owner null for all
     * @param after the name that the page before ended with; empty for the first
     */
    Page<SloAnswer> list(@Nullable String owner, String after, int limit) {
        var found = standings.of(all -> all.stream()
                .filter(slo -> slo.name().compareTo(after) > 0)
                .filter(slo -> owner == null
                        || owner.equalsIgnoreCase(slo.slo().description().owner()))
                .limit(limit + 1L)
                .toList());
        return Page.of(found.stream().map(SloAnswer::of).toList(), limit, last -> Cursor.of(last.name()));
    }

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
     * The bad events of an objective, of its window now.
     *
     * @param corrected whether also those that a correction took out
     */
    Page<BadEvent> badEvents(String name, boolean corrected, @Nullable String cursor, int limit) {
        return Page.of(
                badEvents.find(question(name, corrected, cursor, limit)),
                limit,
                last -> Cursor.of(last.at().toString(), last.key().toString()));
    }

    private BadEventQuery question(String name, boolean corrected, @Nullable String cursor, int limit) {
        var now = standings.now();
        var slo = defined(name);
        var window = slo.slo().window().at(now);
        var taken = new BadEventQuery.Taken(corrections.find(List.of(slo), now).of(slo, now), corrected);
        var until = new Range(window.from(), now.isAfter(window.to()) ? now : window.to());
        if (cursor == null) {
            return new BadEventQuery(name, until, until.to(), GREATEST, limit + 1, taken);
        }
        var last = Cursor.parse(cursor, 2);
        return new BadEventQuery(name, until, last.time(0), last.id(1), limit + 1, taken);
    }
}
