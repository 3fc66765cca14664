package dev.milepost.slo.counting;

import dev.milepost.slo.objectives.Indicator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the indicators that SLOs are currently answered by. */
@ApplicationScoped
public class CountedIndicators {

    private final CountedDefinitionRepository countedDefinitions;
    private final IndicatorCountRepository indicatorCounts;

    CountedIndicators(CountedDefinitionRepository countedDefinitions, IndicatorCountRepository indicatorCounts) {
        this.countedDefinitions = countedDefinitions;
        this.indicatorCounts = indicatorCounts;
    }

    /**
     * The indicator that an SLO is currently answered by.
     *
     * @param indicatorCount the id of the indicator count; ids are never reused
     */
    public record CountedIndicator(String slo, int indicatorCount, Indicator indicator) {}

    /** Returns the indicators of all SLOs, ordered by name. */
    public List<CountedIndicator> all() {
        var rows = new TreeMap<>(countedDefinitions.all());
        var ids = rows.values().stream()
                .map(CountedDefinitionRepository.Row::indicatorCount)
                .distinct()
                .toList();
        Map<Integer, IndicatorCount> byId = indicatorCounts.find(ids).stream()
                .collect(Collectors.toMap(IndicatorCount::id, indicatorCount -> indicatorCount));
        return rows.values().stream()
                .flatMap(row -> Stream.ofNullable(byId.get(row.indicatorCount()))
                        .map(indicatorCount ->
                                new CountedIndicator(row.slo(), indicatorCount.id(), indicatorCount.indicator())))
                .toList();
    }
}
