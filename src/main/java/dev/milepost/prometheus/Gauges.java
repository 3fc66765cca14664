package dev.milepost.prometheus;

import dev.milepost.objectives.BurnRate;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.RuleState;
import dev.milepost.objectives.State;
import dev.milepost.slo.Standing;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** How objectives stand, as gauges. Of what is unknown there is no series: no data is not 100 %. */
final class Gauges {

    private static final String SLO = "slo";
    private static final String OBJECTIVE = "objective";

    private final Family info = new Family(
            "milepost_slo_info", "What an SLO is about, and whose it is.", SLO, "service", "owner", "version");
    private final Family target = of("milepost_slo_target", "The share of valid events or slices that is to be good.");
    private final Family sli = of("milepost_slo_sli", "Good by valid over the window; none without valid ones.");
    private final Family valid = of("milepost_slo_valid", "Valid events or time slices in the window.");
    private final Family good = of("milepost_slo_good", "Good events or time slices in the window.");
    private final Family bad = of("milepost_slo_bad", "Bad events or time slices in the window.");
    private final Family remaining = of(
            "milepost_slo_error_budget_remaining_ratio",
            "The share of the error budget that remains, negative where it is overspent.");
    private final Family state = of("milepost_slo_state", "1 for the state that holds, else 0.", "state");
    private final Family burnRate =
            of("milepost_slo_burn_rate", "(bad / valid) / (1 - target) over a window that ends now.", "window");
    private final Family burnValid = of("milepost_slo_burn_valid", "Valid ones in that window.", "window");
    private final Family burnBad = of("milepost_slo_burn_bad", "Bad ones in that window.", "window");
    private final Family factor =
            of("milepost_slo_rule_factor", "The burn rate that a rule asks to be exceeded.", "rule", "severity");
    private final Family firing =
            of("milepost_slo_rule_firing", "1 where a burn rule fires, else 0.", "rule", "severity");

    private Gauges() {}

    static List<MetricFamilySamples> of(List<Standing> standings) {
        var gauges = new Gauges();
        standings.forEach(gauges::add);
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
                .map(Family::gauge)
                .toList();
    }

    private static Family of(String name, String help, String... more) {
        var labels = Stream.concat(Stream.of(SLO, OBJECTIVE), Stream.of(more)).toArray(String[]::new);
        return new Family(name, help, labels);
    }

    private void add(Standing standing) {
        var slo = standing.slo();
        var description = slo.slo().description();
        var owner = Objects.requireNonNullElse(description.owner(), "");
        info.add(1, slo.name(), description.service(), owner, Integer.toString(slo.version()));
        var names = standing.objectiveNames();
        for (int i = 0; i < names.size(); i++) {
            add(slo.name(), names.get(i), standing.objectives().get(i).evaluation());
        }
    }

    private void add(String slo, String objective, Evaluation evaluation) {
        target.add(evaluation.target().ratio(), slo, objective);
        sli.add(evaluation.sli(), slo, objective);
        valid.add(evaluation.measure().valid(), slo, objective);
        good.add(evaluation.measure().good(), slo, objective);
        bad.add(evaluation.measure().bad(), slo, objective);
        remaining.add(evaluation.budget().remainingRatio(), slo, objective);
        for (var one : State.values()) {
            state.add(one == evaluation.state() ? 1 : 0, slo, objective, one.name());
        }
        addRules(slo, objective, evaluation);
    }

    private void addRules(String slo, String objective, Evaluation evaluation) {
        var names = evaluation.ruleNames();
        var windows = new HashSet<Duration>();
        for (int i = 0; i < names.size(); i++) {
            var standing = evaluation.rules().get(i);
            var rule = standing.rule();
            factor.add(rule.factor(), slo, objective, names.get(i), rule.severity());
            firing.add(standing.state() == RuleState.FIRING ? 1 : 0, slo, objective, names.get(i), rule.severity());
            addOnce(windows, standing.overLong(), slo, objective);
            addOnce(windows, standing.overShort(), slo, objective);
        }
    }

    /** Rules may share windows. */
    private void addOnce(Set<Duration> windows, BurnRate burn, String slo, String objective) {
        if (windows.add(burn.over())) {
            var window = Windows.label(burn.over());
            burnRate.add(burn.rate(), slo, objective, window);
            burnValid.add(burn.measure().valid(), slo, objective, window);
            burnBad.add(burn.measure().bad(), slo, objective, window);
        }
    }
}
