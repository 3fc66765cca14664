package dev.milepost.catalog.ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The timeline of one service, merged from all assertions about it and about its systems. */
final class OwnershipTimeline {

    /**
     * A row of the history, valid until the next row of the same origin.
     *
     * @param assumedUntil end of the time for which the row is only assumed; null if nothing is assumed
     */
    record HistoryRow(@Nullable Instant assumedUntil, Origin origin, OwnershipPeriod period) {}

    /** Where a row comes from. In this order if rows begin at the same time. */
    enum Origin {
        CATALOG,
        /** A run of a template. */
        SCAFFOLD,
        /** A merged upgrade, which says only the template and its version. */
        UPGRADE
    }

    /** The domain of a system from a moment on. */
    record DomainPeriod(Instant validFrom, @Nullable String domain) {}

    private final List<HistoryRow> rows;
    private final Map<String, List<DomainPeriod>> domains;

    /**
     * @param rows earliest first
     * @param domains by system, earliest first
     */
    OwnershipTimeline(List<HistoryRow> rows, Map<String, List<DomainPeriod>> domains) {
        this.rows = rows;
        this.domains = domains;
    }

    /** One pass over the rows: a service can have any number of them. */
    List<OwnershipPeriod> periods() {
        var periods = new ArrayList<OwnershipPeriod>();
        HistoryRow catalog = null;
        HistoryRow event = null;
        int begun = 0;
        for (var moment : boundaries()) {
            for (; begun < rows.size() && !rows.get(begun).period().validFrom().isAfter(moment); begun++) {
                var row = rows.get(begun);
                switch (row.origin()) {
                    case CATALOG -> catalog = row;
                    case SCAFFOLD -> event = row;
                    case UPGRADE -> event = event == null ? row : upgraded(event, row);
                }
            }
            var next = periodAt(moment, catalog, event);
            // A boundary without a changed value begins no period.
            if (next != null
                    && (periods.isEmpty() || !periods.get(periods.size() - 1).hasSameValuesAs(next))) {
                periods.add(next);
            }
        }
        return periods;
    }

    private TreeSet<Instant> boundaries() {
        var moments = new TreeSet<Instant>();
        var systems = new TreeSet<String>();
        for (var row : rows) {
            moments.add(row.period().validFrom());
            if (row.assumedUntil() != null) {
                moments.add(row.assumedUntil());
            }
            if (row.period().system() != null) {
                systems.add(row.period().system());
            }
        }
        for (var system : systems) {
            domainsOf(system).forEach(systemPeriod -> moments.add(systemPeriod.validFrom()));
        }
        return moments;
    }

    /**
     * @param catalog the latest row of the catalog that has begun, if any
     * @param event the latest row of events that has begun, with the upgrades after it, if any
     */
    private @Nullable OwnershipPeriod periodAt(
            Instant moment, @Nullable HistoryRow catalog, @Nullable HistoryRow event) {
        if (catalog == null || event == null) {
            var only = catalog == null ? event : catalog;
            return only == null ? null : merge(moment, only.period(), only.period());
        }
        var assumed = catalog.assumedUntil() != null && catalog.assumedUntil().isAfter(moment);
        return assumed
                ? merge(moment, event.period(), catalog.period())
                : merge(moment, catalog.period(), event.period());
    }

    /** Returns a row of events from an upgrade on. */
    private HistoryRow upgraded(HistoryRow event, HistoryRow upgrade) {
        return new HistoryRow(
                null, Origin.UPGRADE, merge(upgrade.period().validFrom(), upgrade.period(), event.period()));
    }

    /** Merges field by field: the first period takes precedence, the other fills in missing values. */
    private OwnershipPeriod merge(Instant moment, OwnershipPeriod first, OwnershipPeriod other) {
        var system = coalesce(first.system(), other.system());
        var template = first.template() == null ? other : first;
        return new OwnershipPeriod(
                moment,
                coalesce(first.team(), other.team()),
                system,
                coalesce(domainAt(system, moment), coalesce(first.domain(), other.domain())),
                coalesce(first.tier(), other.tier()),
                coalesce(first.risk(), other.risk()),
                template.template(),
                template.templateVersion());
    }

    /** By binary search: a system can have as many periods as the service has. */
    private @Nullable String domainAt(@Nullable String system, Instant moment) {
        var systemPeriods = domainsOf(system);
        int begun = 0;
        for (int end = systemPeriods.size(); begun < end; ) {
            int middle = (begun + end) >>> 1;
            if (systemPeriods.get(middle).validFrom().isAfter(moment)) {
                end = middle;
            } else {
                begun = middle + 1;
            }
        }
        return begun == 0 ? null : systemPeriods.get(begun - 1).domain();
    }

    private List<DomainPeriod> domainsOf(@Nullable String system) {
        return system == null ? List.of() : domains.getOrDefault(system, List.of());
    }

    private static @Nullable String coalesce(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
