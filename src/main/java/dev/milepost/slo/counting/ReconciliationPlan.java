package dev.milepost.slo.counting;

import dev.milepost.slo.counting.CountedDefinitionRepository.Row;
import dev.milepost.slo.definitions.SloDefinition;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What there is to do so that what is counted is what is defined. */
final class ReconciliationPlan {

    private final Map<String, Row> counted;
    private final Map<Integer, IndicatorCountRepository.Row> indicatorCounts = new HashMap<>();
    private final Map<String, IndicatorCountRepository.Row> byDigest = new HashMap<>();

    private final Map<String, SloDefinition> toStart = new LinkedHashMap<>();
    private final Map<SloDefinition, String> toSwitch = new LinkedHashMap<>();
    private final Set<String> removed;
    private final Set<Integer> unused;

    ReconciliationPlan(
            Collection<SloDefinition> definitions,
            Map<String, Row> counted,
            Collection<IndicatorCountRepository.Row> reckonings) {
        this.counted = counted;
        this.removed = new HashSet<>(counted.keySet());
        for (var indicatorCount : reckonings) {
            this.indicatorCounts.put(indicatorCount.id(), indicatorCount);
            byDigest.put(indicatorCount.digest(), indicatorCount);
        }
        this.unused = new HashSet<>(this.indicatorCounts.keySet());
        definitions.forEach(this::add);
    }

    private void add(SloDefinition slo) {
        removed.remove(slo.name());
        var row = counted.get(slo.name());
        if (row != null && row.isCountedBy(slo) && hasCurrentRulesVersion(row.indicatorCount())) {
            unused.remove(row.indicatorCount());
            return;
        }
        var digest = IndicatorCount.digest(slo.slo().indicator());
        var next = byDigest.get(digest);
        if (next == null) {
            toStart.putIfAbsent(digest, slo);
        } else {
            unused.remove(next.id());
        }
        if (row == null || maySwitch(row, next)) {
            toSwitch.put(slo, digest);
        } else {
            unused.remove(row.indicatorCount());
        }
    }

    private boolean hasCurrentRulesVersion(int reckoning) {
        var counting = indicatorCounts.get(reckoning);
        return counting != null && IndicatorCount.hasCurrentRulesVersion(counting.digest());
    }

    /** What is complete is followed by what is complete alone, or by the very same. */
    private boolean maySwitch(Row row, IndicatorCountRepository.@Nullable Row next) {
        var before = indicatorCounts.get(row.indicatorCount());
        return before == null || !before.complete() || (next != null && (next.complete() || next.id() == before.id()));
    }

    boolean isEmpty() {
        return toStart.isEmpty() && toSwitch.isEmpty() && removed.isEmpty() && unused.isEmpty();
    }

    /** Reckonings to begin, by digest, each with a definition that has the indicator. */
    Map<String, SloDefinition> toStart() {
        return toStart;
    }

    /** Definitions to answer by from now on, with the digests of their reckonings. */
    Map<SloDefinition, String> toSwitch() {
        return toSwitch;
    }

    /** SLOs that are defined no more. */
    Set<String> removed() {
        return removed;
    }

    /** Reckonings that no definition uses; what is used by one that is to be followed goes with the next plan. */
    Set<Integer> unused() {
        return unused;
    }
}
