package dev.milepost.counting;

import dev.milepost.counting.CountedRepository.Row;
import dev.milepost.definitions.DefinedSlo;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What there is to do so that what is counted is what is defined. */
final class Plan {

    private final Map<String, Row> counted;
    private final Map<Integer, ReckoningRepository.Row> reckonings = new HashMap<>();
    private final Map<String, ReckoningRepository.Row> byDigest = new HashMap<>();

    private final Map<String, DefinedSlo> begun = new LinkedHashMap<>();
    private final Map<DefinedSlo, String> followed = new LinkedHashMap<>();
    private final Set<String> removed;
    private final Set<Integer> unused;

    Plan(Collection<DefinedSlo> definitions, Map<String, Row> counted, Collection<ReckoningRepository.Row> reckonings) {
        this.counted = counted;
        this.removed = new HashSet<>(counted.keySet());
        for (var reckoning : reckonings) {
            this.reckonings.put(reckoning.id(), reckoning);
            byDigest.put(reckoning.digest(), reckoning);
        }
        this.unused = new HashSet<>(this.reckonings.keySet());
        definitions.forEach(this::add);
    }

    private void add(DefinedSlo slo) {
        removed.remove(slo.name());
        var row = counted.get(slo.name());
        if (row != null && row.isBy(slo) && isByRulesOfToday(row.reckoning())) {
            unused.remove(row.reckoning());
            return;
        }
        var digest = Reckoning.digest(slo.slo().indicator());
        var next = byDigest.get(digest);
        if (next == null) {
            begun.putIfAbsent(digest, slo);
        } else {
            unused.remove(next.id());
        }
        if (row == null || mayFollow(row, next)) {
            followed.put(slo, digest);
        } else {
            unused.remove(row.reckoning());
        }
    }

    private boolean isByRulesOfToday(int reckoning) {
        var counting = reckonings.get(reckoning);
        return counting != null && Reckoning.isByRulesOfToday(counting.digest());
    }

    /** What is complete is followed by what is complete alone, or by the very same. */
    private boolean mayFollow(Row row, ReckoningRepository.@Nullable Row next) {
        var before = reckonings.get(row.reckoning());
        return before == null || !before.complete() || (next != null && (next.complete() || next.id() == before.id()));
    }

    boolean isEmpty() {
        return begun.isEmpty() && followed.isEmpty() && removed.isEmpty() && unused.isEmpty();
    }

    /** Reckonings to begin, by digest, each with a definition that has the indicator. */
    Map<String, DefinedSlo> begun() {
        return begun;
    }

    /** Definitions to answer by from now on, with the digests of their reckonings. */
    Map<DefinedSlo, String> followed() {
        return followed;
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
