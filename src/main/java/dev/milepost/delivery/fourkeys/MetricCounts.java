package dev.milepost.delivery.fourkeys;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a selection of facts in one window.
 *
 * @param days the days with a deployment, numbered from the first day of the query
 */
record MetricCounts(
        Deployments deployments,
        Changes changes,
        Incidents incidents,
        DurationStats restores,
        DurationStats recoveries,
        BitSet days) {

    static final MetricCounts EMPTY = new MetricCounts(
            new Deployments(0, 0, 0, 0, 0, 0),
            new Changes(DurationStats.NONE, 0, 0, 0, 0, 0),
            new Incidents(0, 0, 0, 0),
            DurationStats.NONE,
            DurationStats.NONE,
            new BitSet());

    /** A selection of facts and the window to count them in. */
    record CountQuery(FactSelection selection, Window window) {

        CountQuery withWindow(Window other) {
            return new CountQuery(selection, other);
        }
    }

    /**
     * The parameters that all counts of a query share.
     *
     * @param tier the tier of environments
     * @param dayStarts the start of each day of the query's window, in its time zone
     */
    record CountContext(String tier, List<Instant> dayStarts, ZoneId zone) {

        CountContext {
            dayStarts = List.copyOf(dayStarts);
        }

        /** The first day; null if the time zone is not UTC, because the days of rollups are in UTC. */
        @Nullable
        LocalDate firstDayInUtc() {
            return zone.normalized().equals(ZoneOffset.UTC)
                    ? LocalDate.ofInstant(dayStarts.get(0), ZoneOffset.UTC)
                    : null;
        }
    }

    /** @param failed the number of failed deployments, by incident, by rollback or by hotfix */
    record Deployments(
            long count, long rework, long failed, long failedByRollback, long failedByHotfix, long withoutKnownChange) {

        Map<String, Long> failedBy() {
            var all = new LinkedHashMap<String, Long>();
            all.put("incident", failed - failedByRollback - failedByHotfix);
            all.put("rollback", failedByRollback);
            all.put("hotfix", failedByHotfix);
            return all;
        }
    }

    /**
     * @param explicit the number of changes linked by rule explicit; {@code ancestry}, {@code window} and {@code head}
     *     likewise; together the count of {@code leads}
     */
    record Changes(DurationStats leads, long negative, long explicit, long ancestry, long window, long head) {

        /** The number of delivered changes. */
        long delivered() {
            return leads.count() + negative;
        }

        Map<String, Long> byRule() {
            var all = new LinkedHashMap<String, Long>();
            all.put("explicit", explicit);
            all.put("ancestry", ancestry);
            all.put("window", window);
            all.put("head", head);
            all.values().removeIf(count -> count == 0);
            return all;
        }
    }

    /** @param open the number of incidents open at the end of the window */
    record Incidents(long opened, long unattributed, long leftOut, long open) {}

    MetricCounts plus(MetricCounts other) {
        var allDays = (BitSet) days.clone();
        allDays.or(other.days);
        return new MetricCounts(
                new Deployments(
                        deployments.count + other.deployments.count,
                        deployments.rework + other.deployments.rework,
                        deployments.failed + other.deployments.failed,
                        deployments.failedByRollback + other.deployments.failedByRollback,
                        deployments.failedByHotfix + other.deployments.failedByHotfix,
                        deployments.withoutKnownChange + other.deployments.withoutKnownChange),
                new Changes(
                        changes.leads.plus(other.changes.leads),
                        changes.negative + other.changes.negative,
                        changes.explicit + other.changes.explicit,
                        changes.ancestry + other.changes.ancestry,
                        changes.window + other.changes.window,
                        changes.head + other.changes.head),
                new Incidents(
                        incidents.opened + other.incidents.opened,
                        incidents.unattributed + other.incidents.unattributed,
                        incidents.leftOut + other.incidents.leftOut,
                        incidents.open + other.incidents.open),
                restores.plus(other.restores),
                recoveries.plus(other.recoveries),
                allDays);
    }

    MetricCounts withDeployments(Deployments counted) {
        return new MetricCounts(counted, changes, incidents, restores, recoveries, days);
    }

    MetricCounts withChanges(Changes counted) {
        return new MetricCounts(deployments, counted, incidents, restores, recoveries, days);
    }

    MetricCounts withLeads(DurationStats leads) {
        return withChanges(
                new Changes(leads, changes.negative, changes.explicit, changes.ancestry, changes.window, changes.head));
    }

    MetricCounts withIncidents(Incidents counted) {
        return new MetricCounts(deployments, changes, counted, restores, recoveries, days);
    }

    MetricCounts withOpen(long open) {
        return withIncidents(new Incidents(incidents.opened, incidents.unattributed, incidents.leftOut, open));
    }

    MetricCounts withRestores(DurationStats counted) {
        return new MetricCounts(deployments, changes, incidents, counted, recoveries, days);
    }

    MetricCounts withRecoveries(DurationStats counted) {
        return new MetricCounts(deployments, changes, incidents, restores, counted, days);
    }

    /** Adds days with a deployment. */
    MetricCounts withDays(BitSet counted) {
        var allDays = (BitSet) days.clone();
        allDays.or(counted);
        return new MetricCounts(deployments, changes, incidents, restores, recoveries, allDays);
    }

    /** Whether nothing was counted. */
    boolean isEmpty() {
        return deployments.count == 0
                && changes.leads.count() + changes.negative == 0
                && incidents.opened + incidents.leftOut + incidents.open + restores.count() == 0
                && recoveries.count() == 0;
    }
}
