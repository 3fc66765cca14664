package dev.milepost.openslo;

import dev.milepost.objectives.BurnRule;
import dev.milepost.objectives.BurnRule.Evidence;
import dev.milepost.objectives.BurnRule.Telling;
import dev.milepost.objectives.Measure;
import dev.milepost.objectives.Objective;
import dev.milepost.objectives.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the burn rules of an objective from its alert policies. */
final class RuleReader {

    /** Of its long window, as in the workbook. */
    private static final int SHORT_PARTS = 12;

    private static final Duration LONGEST_HOLD = Duration.ofHours(6);

    private final Definitions definitions;
    private final Faults faults;
    private final WindowReader windows;

    RuleReader(Definitions definitions, Faults faults) {
        this.definitions = definitions;
        this.faults = faults;
        this.windows = new WindowReader(faults);
    }

    /** Empty where it has no policies. */
    Optional<List<BurnRule>> rules(Place policies, List<Objective> objectives, TimeWindow window) {
        if (policies.elements().isEmpty()) {
            return Optional.empty();
        }
        var rules = new ArrayList<BurnRule>();
        for (var policy : policies.elements()) {
            resolve(policy, "alertPolicyRef", "AlertPolicy").ifPresent(found -> {
                var telling = telling(found.of("spec"));
                for (var condition : conditions(found)) {
                    rule(condition, telling, objectives, window).ifPresent(rules::add);
                }
            });
        }
        return Optional.of(rules);
    }

    private List<Place> conditions(Place policy) {
        return policy.of("spec").of("conditions").elements().stream()
                .flatMap(condition -> resolve(condition, "conditionRef", "AlertCondition").stream())
                .toList();
    }

    private static Telling telling(Place policy) {
        return new Telling(
                policy.of("alertWhenBreaching").value().asBoolean(Telling.DEFAULT.breaching()),
                policy.of("alertWhenResolved").value().asBoolean(Telling.DEFAULT.resolved()),
                policy.of("alertWhenNoData").value().asBoolean(Telling.DEFAULT.noData()));
    }

    private Optional<Place> resolve(Place place, String reference, String kind) {
        var name = place.of(reference);
        return name.exists() ? definitions.find(kind, name, faults) : Optional.of(place);
    }

    private Optional<BurnRule> rule(Place document, Telling telling, List<Objective> objectives, TimeWindow window) {
        SloAnnotations.judge(document, SloAnnotations.OF_CONDITION, faults);
        var condition = document.of("spec").of("condition");
        var lookback = condition.of("lookbackWindow");
        var longWindow = windows.fixed(lookback, length(window));
        judge(condition, objectives);
        var after = condition.of("alertAfter");
        var hold = after.exists() ? windows.fixed(after, LONGEST_HOLD) : Optional.of(Duration.ZERO);
        if (longWindow.isEmpty() || hold.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BurnRule(
                document.of("metadata").of("name").text(),
                document.of("spec").of("severity").text(),
                condition.of("threshold").number(),
                longWindow.get(),
                shortWindow(document, longWindow.get()),
                hold.get(),
                new Evidence(
                        SloAnnotations.count(document, SloAnnotations.MIN_EVENTS, Evidence.DEFAULT.minEvents(), faults),
                        SloAnnotations.count(document, SloAnnotations.MIN_BAD, Evidence.DEFAULT.minBad(), faults)),
                telling));
    }

    private void judge(Place condition, List<Objective> objectives) {
        var threshold = condition.of("threshold");
        if (threshold.number().signum() <= 0) {
            faults.add(threshold.pointer(), "must be greater than 0");
        }
        for (var objective : objectives) {
            if (!BurnRule.canFire(threshold.number(), objective.target())) {
                faults.add(
                        threshold.pointer(),
                        "can never be exceeded: with a target of %s the burn rate is at most %s, where all is bad"
                                .formatted(
                                        objective
                                                .target()
                                                .ratio()
                                                .stripTrailingZeros()
                                                .toPlainString(),
                                        Measure.ratio(
                                                        BigDecimal.ONE,
                                                        objective.target().budget())
                                                .stripTrailingZeros()
                                                .toPlainString()));
            }
        }
        var op = condition.of("op");
        if (op.exists() && !op.text().equals("gt")) {
            faults.add(op.pointer(), "must be gt to be computed: a burn rate is too high, or it is not");
        }
    }

    private Duration shortWindow(Place document, Duration longWindow) {
        var annotation = SloAnnotations.of(document).of(SloAnnotations.SHORT_WINDOW);
        var otherwise = wholeMinutes(longWindow.dividedBy(SHORT_PARTS));
        return annotation.exists()
                ? windows.fixed(annotation, longWindow)
                        .filter(window -> !window.isZero())
                        .orElse(otherwise)
                : otherwise;
    }

    /** Up, as counts are kept by the minute, and within a part of one there is nothing. */
    private static Duration wholeMinutes(Duration duration) {
        return Duration.ofMinutes(duration.plusMinutes(1).minusNanos(1).toMinutes());
    }

    private static Duration length(TimeWindow window) {
        if (window instanceof TimeWindow.Rolling rolling) {
            return rolling.length();
        }
        var length = ((TimeWindow.Calendar) window).length();
        return length.duration().orElseGet(() -> Duration.ofDays((long) length.days()));
    }
}
