package dev.milepost.slo.counting;

import dev.milepost.slo.objectives.MeteredIndicator;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up what the evaluation of each indicator costs in one transaction, and ends a transaction that takes too many
 * steps. Steps do not depend on the speed of the machine; 50 million take about a second.
 */
final class EvaluationMeter {

    /** The steps of all indicators for one event of a large batch, about 5 ms. */
    private static final long STEPS_OF_EVENT = 250_000;

    /** The steps of a batch that has few events, about 250 ms. */
    static final long STEPS_OF_BATCH = 12_500_000;

    private final long most;
    private final Map<Integer, Long> stepsById = new HashMap<>();
    private long steps;

    /** @param most the maximum steps of all indicators together */
    EvaluationMeter(long most) {
        this.most = most;
    }

    /** Returns the meter of a batch of new events. */
    static EvaluationMeter ofEvents(int events) {
        return new EvaluationMeter(STEPS_OF_BATCH + STEPS_OF_EVENT * events);
    }

    /** The evaluation took too many steps. The transaction must be rolled back. */
    static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Map<Integer, Long> mostExpensive;

        TooManySteps(long most, Map<Integer, Long> mostExpensive) {
            super("The evaluation of objectives took more than %d steps".formatted(most));
            this.mostExpensive = mostExpensive;
        }

        /**
         * Returns the ids of the most expensive indicator counts with their steps. The others took at most half of the
         * maximum.
         */
        Map<Integer, Long> mostExpensive() {
            return mostExpensive;
        }
    }

    /** Returns indicator counts whose evaluation is metered. */
    List<IndicatorCount> metered(Collection<IndicatorCount> indicatorCounts) {
        return indicatorCounts.stream().map(this::metered).toList();
    }

    private IndicatorCount metered(IndicatorCount indicatorCount) {
        int id = indicatorCount.id();
        return indicatorCount.with(new MeteredIndicator(indicatorCount.indicator(), taken -> add(id, taken)));
    }

    private void add(int id, long taken) {
        stepsById.merge(id, taken, Long::sum);
        steps += taken;
        if (steps > most) {
            throw new TooManySteps(most, mostExpensive());
        }
    }

    private Map<Integer, Long> mostExpensive() {
        var mostExpensive = new LinkedHashMap<Integer, Long>();
        long left = steps;
        var inOrder = stepsById.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Integer, Long> each) -> each.getValue())
                        .reversed())
                .toList();
        for (var each : inOrder) {
            if (left > most / 2) {
                mostExpensive.put(each.getKey(), each.getValue());
                left -= each.getValue();
            }
        }
        return mostExpensive;
    }
}
