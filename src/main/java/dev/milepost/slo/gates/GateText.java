package dev.milepost.slo.gates;

import dev.milepost.slo.gates.GatePolicy.Exemption;
import dev.milepost.slo.gates.GatePolicy.GateDecision;
import dev.milepost.slo.objectives.Explanation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats the result of a gate as a sentence for people. */
final class GateText {

    private GateText() {}

    /**
     * @param decisive the verdict that decided; empty if none is against the release
     * @param exception the exception by which the release proceeds nevertheless
     */
    record Ruling(
            List<ObjectiveVerdict> verdicts,
            Optional<ObjectiveVerdict> decisive,
            Optional<Exemption> exception,
            List<Exemption> exceptions) {}

    static String of(Ruling ruling, @Nullable Instant liftsAt) {
        if (ruling.verdicts().isEmpty()) {
            return "All objectives that decide about this release are disabled.";
        }
        if (ruling.decisive().isEmpty()) {
            var slos = ruling.verdicts().stream()
                    .map(ObjectiveVerdict::slo)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return "The error budgets of %s allow this release.".formatted(slos);
        }
        var verdict = ruling.decisive().get();
        var because = "%s: %s%s"
                .formatted(verdict.slo(), withoutPeriod(verdict.reason()), remaining(verdict.remainingRatio()));
        if (verdict.decision() == GateDecision.CAUTION) {
            return because + ", so release with caution.";
        }
        return ruling.exception()
                .map(exception ->
                        "%s, so releases are frozen. This one may proceed as %s.".formatted(because, exception.kind()))
                .orElseGet(() -> because + ", so releases are frozen" + until(liftsAt)
                        + exceptionsText(ruling.exceptions()) + ".");
    }

    private static String remaining(@Nullable BigDecimal ratio) {
        return ratio == null ? "" : " (%s left)".formatted(Explanation.percent(ratio));
    }

    private static String until(@Nullable Instant liftsAt) {
        return liftsAt == null ? "" : " until %s if nothing else happens".formatted(liftsAt);
    }

    private static String exceptionsText(List<Exemption> exceptions) {
        return exceptions.isEmpty()
                ? ""
                : "; " + exceptions.stream().map(Exemption::kind).collect(Collectors.joining(" and ")) + " may proceed";
    }

    private static String withoutPeriod(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
