package dev.milepost.slo;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of objectives. */
@ApplicationScoped
class Slos {

    private static final UUID GREATEST = new UUID(-1L, -1L);

    private final DefinedSlos definitions;
    private final Standings standings;
    private final Attribution attribution;
    private final Clock clock;

    Slos(DefinedSlos definitions, Standings standings, Attribution attribution, Clock clock) {
        this.definitions = definitions;
        this.standings = standings;
        this.attribution = attribution;
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

    /** @param by a word for a dimension; null where it is not to be told by groups */
    SloAnswer find(String name, @Nullable String by) {
        return attribution.find(name, by == null ? null : Dimension.of(by));
    }

    SloHistory history(String name, Step step) {
        return standings.history(name, step);
    }

    DefinedSlo defined(String name) {
        return definitions.require(name);
    }

    /** The question for the bad events of an objective, of its window now. */
    BadEventQuery badEvents(String name, @Nullable String cursor, int limit) {
        var now = clock.instant();
        var window = defined(name).slo().window().at(now);
        var until = new Range(window.from(), now.isAfter(window.to()) ? now : window.to());
        if (cursor == null) {
            return new BadEventQuery(name, until, until.to(), GREATEST, limit + 1);
        }
        try {
            var values = Cursor.parse(cursor, 2).values();
            return new BadEventQuery(
                    name, until, Instant.parse(values.get(0)), UUID.fromString(values.get(1)), limit + 1);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.unknown();
        }
    }
}
