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

    List<OwnershipPeriod> periods() {
        var periods = new ArrayList<OwnershipPeriod>();
        for (var moment : boundaries()) {
            var next = periodAt(moment);
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
        for (var row : rows) {
            moments.add(row.period().validFrom());
            if (row.assumedUntil() != null) {
                moments.add(row.assumedUntil());
            }
            domainsOf(row.period().system()).forEach(systemPeriod -> moments.add(systemPeriod.validFrom()));
        }
        return moments;
    }

    private @Nullable OwnershipPeriod periodAt(Instant moment) {
        HistoryRow catalog = null;
        HistoryRow event = null;
        for (var row : rows) {
            if (row.period().validFrom().isAfter(moment)) {
                continue;
            }
            switch (row.origin()) {
                case CATALOG -> catalog = row;
                case SCAFFOLD -> event = row;
                case UPGRADE -> event = event == null ? row : upgraded(event, row);
            }
        }
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

    private @Nullable String domainAt(@Nullable String system, Instant moment) {
        String domain = null;
        for (var systemPeriod : domainsOf(system)) {
            domain = systemPeriod.validFrom().isAfter(moment) ? domain : systemPeriod.domain();
        }
        return domain;
    }

    private List<DomainPeriod> domainsOf(@Nullable String system) {
        return system == null ? List.of() : domains.getOrDefault(system, List.of());
    }

    private static @Nullable String coalesce(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
