package dev.milepost.slo.counting;

import dev.milepost.slo.counting.CountedDefinitionRepository.Row;
import dev.milepost.slo.definitions.SloDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes that make the indicator counts match the definitions. */
final class ReconciliationPlan {

    private final Map<String, Row> counted;
    private final Map<Integer, IndicatorCountRepository.Row> indicatorCounts = new HashMap<>();
    private final Map<String, IndicatorCountRepository.Row> byDigest = new HashMap<>();

    private final Map<String, SloDefinition> toStart = new LinkedHashMap<>();
    private final List<DefinitionSwitch> toSwitch = new ArrayList<>();
    private final Set<String> removed;
    private final Set<Integer> unused;

    /**
     * A definition to switch to.
     *
     * @param digest the digest of its indicator count
     */
    record DefinitionSwitch(SloDefinition slo, String digest) {}

    ReconciliationPlan(
            Collection<SloDefinition> definitions,
            Map<String, Row> counted,
            Collection<IndicatorCountRepository.Row> indicatorCounts) {
        this.counted = counted;
        this.removed = new HashSet<>(counted.keySet());
        for (var indicatorCount : indicatorCounts) {
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
            toSwitch.add(new DefinitionSwitch(slo, digest));
        } else {
            unused.remove(row.indicatorCount());
        }
    }

    private boolean hasCurrentRulesVersion(int indicatorCount) {
        var counting = indicatorCounts.get(indicatorCount);
        return counting != null && IndicatorCount.hasCurrentRulesVersion(counting.digest());
    }

    /**
     * Returns true if the SLO may switch to the next indicator count. A complete count is replaced only by a complete
     * one or by itself.
     */
    private boolean maySwitch(Row row, IndicatorCountRepository.@Nullable Row next) {
        var before = indicatorCounts.get(row.indicatorCount());
        return before == null || !before.complete() || (next != null && (next.complete() || next.id() == before.id()));
    }

    boolean isEmpty() {
        return toStart.isEmpty() && toSwitch.isEmpty() && removed.isEmpty() && unused.isEmpty();
    }

    /** Returns the indicator counts to start, by digest, each with a definition that has the indicator. */
    Map<String, SloDefinition> toStart() {
        return toStart;
    }

    /** Returns the definitions to switch to, with the digests of their indicator counts. */
    List<DefinitionSwitch> toSwitch() {
        return toSwitch;
    }

    /** Returns the SLOs that are no longer defined. */
    Set<String> removed() {
        return removed;
    }

    /**
     * Returns the indicator counts that no definition uses. It omits a count that an SLO still uses while its next
     * count is incomplete; a later plan drops that one.
     */
    Set<Integer> unused() {
        return unused;
    }
}
