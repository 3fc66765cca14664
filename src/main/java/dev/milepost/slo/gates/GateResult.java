package dev.milepost.slo.gates;

import dev.milepost.slo.gates.GatePolicy.Exemption;
import dev.milepost.slo.gates.GatePolicy.GateDecision;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a gate.
 *
 * @param frozen true if releases are frozen, even if this one proceeds as an exception
 * @param rule the rule of {@code slo} that decided; null if none matches
 * @param exception the exception by which the release proceeds during a freeze; null if none is needed
 * @param liftsAt when the freeze ends if nothing else happens; null if unknown
 * @param exceptions the kinds that proceed during a freeze
 * @param warnings what a reader of the decision must know, in sentences
 */
record GateResult(
        GateDecision decision,
        boolean frozen,
        @Nullable String slo,
        @Nullable String rule,
        String explanation,
        @Nullable Instant liftsAt,
        @Nullable Exemption exception,
        List<Exemption> exceptions,
        int policyVersion,
        List<String> warnings,
        GateRequest question,
        List<ObjectiveVerdict> objectives) {

    GateResult {
        warnings = List.copyOf(warnings);
    }

    static GateResult of(
            GateRequest request, GatePolicyVersion version, List<ObjectiveVerdict> verdicts, List<String> warnings) {
        var strictest = verdicts.stream()
                .map(ObjectiveVerdict::decision)
                .max(Comparator.naturalOrder())
                .orElse(GateDecision.ALLOW);
        var frozen = strictest == GateDecision.FREEZE;
        // The first of the strictest verdicts decides. A rule that allows releases does not decide alone.
        var decisive = verdicts.stream()
                .filter(verdict -> strictest != GateDecision.ALLOW && verdict.decision() == strictest)
                .findFirst();
        var policy = version.policy();
        var exception = frozen ? policy.findExemption(request.kind()) : Optional.<Exemption>empty();
        var liftsAt = frozen ? liftsAt(verdicts) : null;
        return new GateResult(
                exception.isPresent() ? GateDecision.ALLOW : strictest,
                frozen,
                decisive.map(ObjectiveVerdict::slo).orElse(null),
                decisive.map(ObjectiveVerdict::rule).orElse(null),
                GateText.of(new GateText.Ruling(verdicts, decisive, exception, policy.exceptions()), liftsAt),
                liftsAt,
                exception.orElse(null),
                policy.exceptions(),
                version.version(),
                warnings,
                request,
                verdicts);
    }

    /** Returns when the last objective that freezes can change; null if this is unknown for one of them. */
    private static @Nullable Instant liftsAt(List<ObjectiveVerdict> verdicts) {
        Instant latest = Instant.MIN;
        for (var verdict : verdicts) {
            if (verdict.decision() == GateDecision.FREEZE) {
                var at = verdict.liftsAt();
                if (at == null) {
                    return null;
                }
                latest = at.isAfter(latest) ? at : latest;
            }
        }
        return latest;
    }
}
