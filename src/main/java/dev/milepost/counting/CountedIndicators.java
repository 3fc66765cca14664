package dev.milepost.counting;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By what SLOs are answered. */
@ApplicationScoped
public class CountedIndicators {

    private final CountedRepository counted;
    private final ReckoningRepository reckonings;

    CountedIndicators(CountedRepository counted, ReckoningRepository reckonings) {
        this.counted = counted;
        this.reckonings = reckonings;
    }

    /** Of all of them, in the order of their names. */
    public List<CountedIndicator> all() {
        var rows = new TreeMap<>(counted.all());
        var ids = rows.values().stream()
                .map(CountedRepository.Row::reckoning)
                .distinct()
                .toList();
        Map<Integer, Reckoning> byId =
                reckonings.find(ids).stream().collect(Collectors.toMap(Reckoning::id, reckoning -> reckoning));
        return rows.values().stream()
                .flatMap(row -> Stream.ofNullable(byId.get(row.reckoning()))
                        .map(reckoning -> new CountedIndicator(row.slo(), reckoning.id(), reckoning.indicator())))
                .toList();
    }
}
