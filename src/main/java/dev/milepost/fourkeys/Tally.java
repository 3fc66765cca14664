package dev.milepost.fourkeys;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was counted of some facts in one window.
 *
 * @param days the days with a deployment, counted from that of the question's beginning
 */
record Tally(
        Deployments deployments, Changes changes, Incidents incidents, Spans restores, Spans recoveries, BitSet days) {

    static final Tally NOTHING = new Tally(
            new Deployments(0, 0, 0, 0),
            new Changes(Spans.NONE, 0, 0, 0, 0, 0),
            new Incidents(0, 0, 0, 0),
            Spans.NONE,
            Spans.NONE,
            new BitSet());

    record Deployments(long count, long rework, long failed, long withoutKnownChange) {}

    /** @param explicit how many rule explicit linked, and so on; in sum the count of the leads */
    record Changes(Spans leads, long negative, long explicit, long ancestry, long window, long head) {

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

    /** @param open how many were open at the end of the window */
    record Incidents(long opened, long unattributed, long leftOut, long open) {}

    Tally plus(Tally other) {
        var allDays = (BitSet) days.clone();
        allDays.or(other.days);
        return new Tally(
                new Deployments(
                        deployments.count + other.deployments.count,
                        deployments.rework + other.deployments.rework,
                        deployments.failed + other.deployments.failed,
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

    Tally withDeployments(Deployments counted) {
        return new Tally(counted, changes, incidents, restores, recoveries, days);
    }

    Tally withChanges(Changes counted) {
        return new Tally(deployments, counted, incidents, restores, recoveries, days);
    }

    Tally withLeads(Spans leads) {
        return withChanges(
                new Changes(leads, changes.negative, changes.explicit, changes.ancestry, changes.window, changes.head));
    }

    Tally withIncidents(Incidents counted) {
        return new Tally(deployments, changes, counted, restores, recoveries, days);
    }

    Tally withOpen(long open) {
        return withIncidents(new Incidents(incidents.opened, incidents.unattributed, incidents.leftOut, open));
    }

    Tally withRestores(Spans counted) {
        return new Tally(deployments, changes, incidents, counted, recoveries, days);
    }

    Tally withRecoveries(Spans counted) {
        return new Tally(deployments, changes, incidents, restores, counted, days);
    }

    /** With these days beside those that are known already. */
    Tally withDays(BitSet counted) {
        var allDays = (BitSet) days.clone();
        allDays.or(counted);
        return new Tally(deployments, changes, incidents, restores, recoveries, allDays);
    }

    /** Whether there is anything to say of it. */
    boolean isNothing() {
        return deployments.count == 0
                && changes.leads.count() + changes.negative == 0
                && incidents.opened + incidents.leftOut + incidents.open + restores.count() == 0;
    }
}
