package dev.milepost.slo.prometheus;

import dev.milepost.slo.objectives.BurnRate;
import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.ObjectiveState;
import dev.milepost.slo.status.SloStatus;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The status of objectives as gauges. An unknown value has no series: no data is not 100 %. */
final class Gauges {

    private static final String SLO = "slo";
    private static final String OBJECTIVE = "objective";

    private final MetricFamily info = new MetricFamily(
            "milepost_slo_info", "The service, owner and version of an SLO.", SLO, "service", "owner", "version");
    private final MetricFamily target =
            of("milepost_slo_target", "The share of valid events or time slices that must be good.");
    private final MetricFamily sli =
            of("milepost_slo_sli", "Good divided by valid over the window. No series without valid ones.");
    private final MetricFamily valid = of("milepost_slo_valid", "Valid events or time slices in the window.");
    private final MetricFamily good = of("milepost_slo_good", "Good events or time slices in the window.");
    private final MetricFamily bad = of("milepost_slo_bad", "Bad events or time slices in the window.");
    private final MetricFamily remaining = of(
            "milepost_slo_error_budget_remaining_ratio",
            "The share of the error budget that remains. Negative if it is overspent.");
    private final MetricFamily state = of("milepost_slo_state", "1 for the current state, else 0.", "state");
    private final MetricFamily burnRate = of(
            "milepost_slo_burn_rate",
            "The burn rate: (bad / valid) / (1 - target) over a window that ends now.",
            "window");
    private final MetricFamily burnValid =
            of("milepost_slo_burn_valid", "Valid events or time slices in the window of a burn rate.", "window");
    private final MetricFamily burnBad =
            of("milepost_slo_burn_bad", "Bad events or time slices in the window of a burn rate.", "window");
    private final MetricFamily factor =
            of("milepost_slo_rule_factor", "The burn rate above which a rule fires.", "rule", "severity");
    private final MetricFamily firing =
            of("milepost_slo_rule_firing", "1 if a burn rate rule fires, else 0.", "rule", "severity");

    private Gauges() {}

    static List<MetricFamilySamples> of(List<SloStatus> statuses) {
        var gauges = new Gauges();
        statuses.forEach(gauges::add);
        return Stream.of(
                        gauges.info,
                        gauges.target,
                        gauges.sli,
                        gauges.valid,
                        gauges.good,
                        gauges.bad,
                        gauges.remaining,
                        gauges.state,
                        gauges.burnRate,
                        gauges.burnValid,
                        gauges.burnBad,
                        gauges.factor,
                        gauges.firing)
                .map(MetricFamily::gauge)
                .toList();
    }

    private static MetricFamily of(String name, String help, String... more) {
        var labels = Stream.concat(Stream.of(SLO, OBJECTIVE), Stream.of(more)).toArray(String[]::new);
        return new MetricFamily(name, help, labels);
    }

    private void add(SloStatus status) {
        var slo = status.slo();
        var description = slo.slo().description();
        var owner = Objects.requireNonNullElse(description.owner(), "");
        info.add(1, slo.name(), description.service(), owner, Integer.toString(slo.version()));
        var names = status.objectiveNames();
        for (int i = 0; i < names.size(); i++) {
            add(slo.name(), names.get(i), status.objectives().get(i));
        }
    }

    private void add(String slo, String objective, Evaluation evaluation) {
        target.add(evaluation.target().ratio(), slo, objective);
        sli.add(evaluation.sli(), slo, objective);
        valid.add(evaluation.measure().valid(), slo, objective);
        good.add(evaluation.measure().good(), slo, objective);
        bad.add(evaluation.measure().bad(), slo, objective);
        remaining.add(evaluation.budget().remainingRatio(), slo, objective);
        for (var one : ObjectiveState.values()) {
            state.add(one == evaluation.state() ? 1 : 0, slo, objective, one.name());
        }
        addRules(slo, objective, evaluation);
    }

    private void addRules(String slo, String objective, Evaluation evaluation) {
        var names = evaluation.ruleNames();
        var windows = new HashSet<Duration>();
        for (int i = 0; i < names.size(); i++) {
            var ruleEvaluation = evaluation.rules().get(i);
            var rule = ruleEvaluation.rule();
            factor.add(rule.factor(), slo, objective, names.get(i), rule.severity());
            firing.add(
                    ruleEvaluation.state() == RuleState.FIRING ? 1 : 0, slo, objective, names.get(i), rule.severity());
            addOnce(windows, ruleEvaluation.overLong(), slo, objective);
            addOnce(windows, ruleEvaluation.overShort(), slo, objective);
        }
    }

    /** Adds the burn rate of a window once, because rules can share windows. */
    private void addOnce(Set<Duration> windows, BurnRate burn, String slo, String objective) {
        if (windows.add(burn.over())) {
            var window = PromQl.duration(burn.over());
            burnRate.add(burn.rate(), slo, objective, window);
            burnValid.add(burn.measure().valid(), slo, objective, window);
            burnBad.add(burn.measure().bad(), slo, objective, window);
        }
    }
}
