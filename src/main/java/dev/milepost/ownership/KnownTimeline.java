package dev.milepost.ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was known of one service, from all that was told of it and of its systems. */
final class KnownTimeline {

    /**
     * What somebody told; valid until the next that the same one told.
     *
     * @param assumedUntil until when it is only assumed; null where nothing is
     * @param catalog whether the catalog told it, not an event
     */
    record Row(@Nullable Instant assumedUntil, boolean catalog, KnownPeriod said) {}

    /** The domain of a system from a moment on. */
    record Held(Instant validFrom, @Nullable String domain) {}

    private final List<Row> rows;
    private final Map<String, List<Held>> domains;

    /**
     * @param rows earliest first
     * @param domains by system, earliest first
     */
    KnownTimeline(List<Row> rows, Map<String, List<Held>> domains) {
        this.rows = rows;
        this.domains = domains;
    }

    List<KnownPeriod> periods() {
        var periods = new ArrayList<KnownPeriod>();
        for (var moment : moments()) {
            var next = at(moment);
            // A moment at which nothing has changed after all begins no period.
            if (next != null
                    && (periods.isEmpty() || !periods.get(periods.size() - 1).saysTheSameAs(next))) {
                periods.add(next);
            }
        }
        return periods;
    }

    private TreeSet<Instant> moments() {
        var moments = new TreeSet<Instant>();
        for (var row : rows) {
            moments.add(row.said().validFrom());
            if (row.assumedUntil() != null) {
                moments.add(row.assumedUntil());
            }
            domainsOf(row.said().system()).forEach(held -> moments.add(held.validFrom()));
        }
        return moments;
    }

    private @Nullable KnownPeriod at(Instant moment) {
        Row catalog = null;
        Row event = null;
        for (var row : rows) {
            if (!row.said().validFrom().isAfter(moment)) {
                catalog = row.catalog() ? row : catalog;
                event = row.catalog() ? event : row;
            }
        }
        if (catalog == null || event == null) {
            var only = catalog == null ? event : catalog;
            return only == null ? null : merge(moment, only.said(), only.said());
        }
        var assumed = catalog.assumedUntil() != null && catalog.assumedUntil().isAfter(moment);
        return assumed ? merge(moment, event.said(), catalog.said()) : merge(moment, catalog.said(), event.said());
    }

    /** Field by field what goes first, and the other where that says nothing. */
    private KnownPeriod merge(Instant moment, KnownPeriod first, KnownPeriod other) {
        var system = either(first.system(), other.system());
        var template = first.template() == null ? other : first;
        return new KnownPeriod(
                moment,
                either(first.team(), other.team()),
                system,
                either(domainAt(system, moment), either(first.domain(), other.domain())),
                either(first.tier(), other.tier()),
                either(first.risk(), other.risk()),
                template.template(),
                template.templateVersion());
    }

    private @Nullable String domainAt(@Nullable String system, Instant moment) {
        String domain = null;
        for (var held : domainsOf(system)) {
            domain = held.validFrom().isAfter(moment) ? domain : held.domain();
        }
        return domain;
    }

    private List<Held> domainsOf(@Nullable String system) {
        return system == null ? List.of() : domains.getOrDefault(system, List.of());
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
