package dev.milepost.slo.openslo;

import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.slo.objectives.BurnRateRule;
import dev.milepost.slo.objectives.BurnRateRule.AlertWhen;
import dev.milepost.slo.objectives.BurnRateRule.MinimumEvents;
import dev.milepost.slo.objectives.Objective;
import dev.milepost.slo.objectives.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the burn rate rules of an objective from its alert policies. */
final class AlertPolicyReader {

    /** The short window is the long window divided by this number, as in the workbook. */
    private static final int SHORT_WINDOW_DIVISOR = 12;

    private static final Duration MAX_ALERT_AFTER = Duration.ofHours(6);
    private static final Duration MAX_KEEP_FIRING = Duration.ofHours(1);

    private final OpenSloDocuments openSloDocuments;
    private final FaultCollector faults;
    private final WindowReader windows;

    AlertPolicyReader(OpenSloDocuments openSloDocuments, FaultCollector faults) {
        this.openSloDocuments = openSloDocuments;
        this.faults = faults;
        this.windows = new WindowReader(faults);
    }

    /** Returns empty if the SLO has no alert policies. */
    Optional<List<BurnRateRule>> rules(DocumentNode policies, List<Objective> objectives, TimeWindow window) {
        if (policies.elements().isEmpty()) {
            return Optional.empty();
        }
        var rules = new ArrayList<BurnRateRule>();
        for (var policy : policies.elements()) {
            resolve(policy, "alertPolicyRef", "AlertPolicy").ifPresent(found -> {
                var alertWhen = alertWhen(found.member("spec"));
                for (var condition : conditions(found)) {
                    rule(condition, alertWhen, objectives, window).ifPresent(rules::add);
                }
            });
        }
        return Optional.of(rules);
    }

    private List<DocumentNode> conditions(DocumentNode policy) {
        return policy.member("spec").member("conditions").elements().stream()
                .flatMap(condition -> resolve(condition, "conditionRef", "AlertCondition").stream())
                .toList();
    }

    private static AlertWhen alertWhen(DocumentNode policy) {
        return new AlertWhen(
                policy.member("alertWhenBreaching").value().asBoolean(AlertWhen.DEFAULT.breaching()),
                policy.member("alertWhenResolved").value().asBoolean(AlertWhen.DEFAULT.resolved()),
                policy.member("alertWhenNoData").value().asBoolean(AlertWhen.DEFAULT.noData()));
    }

    private Optional<DocumentNode> resolve(DocumentNode node, String reference, String kind) {
        var name = node.member(reference);
        return name.exists() ? openSloDocuments.find(kind, name, faults) : Optional.of(node);
    }

    private Optional<BurnRateRule> rule(
            DocumentNode document, AlertWhen alertWhen, List<Objective> objectives, TimeWindow window) {
        SloAnnotations.validate(document, SloAnnotations.OF_CONDITION, faults);
        var condition = document.member("spec").member("condition");
        var lookback = condition.member("lookbackWindow");
        var longWindow = windows.fixed(lookback, length(window));
        var after = condition.member("alertAfter");
        var alertAfter = after.exists() ? windows.fixed(after, MAX_ALERT_AFTER) : Optional.of(Duration.ZERO);
        var keep = SloAnnotations.of(document).member(SloAnnotations.KEEP_FIRING);
        var keepFiringFor =
                keep.exists() ? windows.fixed(keep, MAX_KEEP_FIRING) : Optional.of(BurnRateRule.DEFAULT_KEEP_FIRING);
        if (longWindow.isEmpty() || alertAfter.isEmpty() || keepFiringFor.isEmpty()) {
            return Optional.empty();
        }
        var rule = new BurnRateRule(
                document.member("metadata").member("name").text(),
                document.member("spec").member("severity").text(),
                condition.member("threshold").number(),
                condition.member("op").text().equals("gte"),
                longWindow.get(),
                shortWindow(document, longWindow.get()),
                alertAfter.get(),
                keepFiringFor.get(),
                new MinimumEvents(
                        SloAnnotations.count(
                                document, SloAnnotations.MIN_EVENTS, MinimumEvents.DEFAULT.minEvents(), faults),
                        SloAnnotations.count(document, SloAnnotations.MIN_BAD, MinimumEvents.DEFAULT.minBad(), faults)),
                alertWhen);
        validateCondition(condition, rule, objectives);
        return Optional.of(rule);
    }

    private void validateCondition(DocumentNode condition, BurnRateRule rule, List<Objective> objectives) {
        var threshold = condition.member("threshold");
        if (threshold.number().signum() <= 0) {
            faults.add(threshold.pointer(), "must be greater than 0");
        }
        for (var objective : objectives) {
            if (!rule.canFire(objective.target())) {
                faults.add(
                        threshold.pointer(),
                        "can never be exceeded: with a target of %s the burn rate is at most %s, even if all events are bad"
                                .formatted(
                                        objective
                                                .target()
                                                .ratio()
                                                .stripTrailingZeros()
                                                .toPlainString(),
                                        BurnRateRule.highestRate(objective.target())
                                                .toPlainString()));
            }
        }
        var op = condition.member("op");
        if (op.exists() && !op.text().equals("gt") && !op.text().equals("gte")) {
            faults.add(op.pointer(), "must be gt or gte: a rule fires when the burn rate reaches the threshold");
        }
    }

    private Duration shortWindow(DocumentNode document, Duration longWindow) {
        var annotation = SloAnnotations.of(document).member(SloAnnotations.SHORT_WINDOW);
        var otherwise = wholeMinutes(longWindow.dividedBy(SHORT_WINDOW_DIVISOR));
        return annotation.exists()
                ? windows.fixed(annotation, longWindow)
                        .filter(window -> !window.isZero())
                        .orElse(otherwise)
                : otherwise;
    }

    /** Rounds up to whole minutes, because counts are stored per minute and a part of a minute would have none. */
    private static Duration wholeMinutes(Duration duration) {
        return Duration.ofMinutes(duration.plusMinutes(1).minusNanos(1).toMinutes());
    }

    private static Duration length(TimeWindow window) {
        if (window instanceof TimeWindow.Rolling rolling) {
            return rolling.length();
        }
        var length = ((TimeWindow.Calendar) window).length();
        return length.duration().orElseGet(() -> Duration.ofDays((long) length.approximateDays()));
    }
}
