package dev.milepost.slo.gates;

import dev.milepost.slo.gates.GatePolicy.Exemption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a release may go ahead.
 *
 * @param frozen whether releases are, also where this one goes ahead as an exception
 * @param rule the one that decided, of {@code slo}; null where none holds
 * @param exception by which it goes ahead though releases are frozen; null where it needs none
 * @param liftsAt when a freeze ends if nothing else happens; null where that cannot be told
 * @param exceptions the kinds that go ahead while releases are frozen
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
        GateRequest question,
        List<ObjectiveVerdict> objectives) {

    static GateResult of(GateRequest request, GatePolicyVersion version, List<ObjectiveVerdict> verdicts) {
        var strictest = verdicts.stream()
                .map(ObjectiveVerdict::decision)
                .max(Comparator.naturalOrder())
                .orElse(GateDecision.ALLOW);
        var frozen = strictest == GateDecision.FREEZE;
        // The first of the strictest; one that allows by a rule of the policy decides nothing alone.
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
                request,
                verdicts);
    }

    /** When the last of those that freeze can change; null where that of any cannot be told. */
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
