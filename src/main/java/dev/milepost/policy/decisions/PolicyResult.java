package dev.milepost.policy.decisions;

import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.Policy.EngineKind;
import dev.milepost.policy.definitions.PolicySeverity;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.policy.enforcement.Modes.ResolvedMode;
import dev.milepost.policy.engines.EngineResult;
import dev.milepost.policy.engines.Status;
import dev.milepost.policy.engines.Violation;
import dev.milepost.policy.waivers.Waiver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one policy in a decision.
 *
 * @param severity null if another OPA decided; so is {@code digest}
 * @param effect the decision that this result alone would make
 * @param because why it has this mode and effect
 * @param digest of the policy's document
 * @param durationSeconds how long its engine took
 */
record PolicyResult(
        String policy,
        String version,
        String title,
        @Nullable PolicySeverity severity,
        @Nullable String documentation,
        Status status,
        Mode mode,
        Outcome effect,
        String because,
        List<Violation> violations,
        EngineKind engine,
        @Nullable String digest,
        double durationSeconds) {

    private static final double NANOS = 1e9;

    PolicyResult {
        violations = List.copyOf(violations);
    }

    /** @param failsOpen whether a fault of an engine warns where the policy is enforced */
    static PolicyResult of(Policy policy, EngineResult result, ResolvedMode mode, boolean failsOpen, long nanos) {
        return new PolicyResult(
                policy.name(),
                policy.version(),
                policy.title(),
                policy.severity(),
                policy.documentation(),
                result.status(),
                mode.mode(),
                effect(result.status(), mode.mode(), failsOpen),
                because(result.status(), mode, failsOpen),
                result.violations(),
                policy.engine(),
                policy.digest(),
                nanos / NANOS);
    }

    /** The result if a waiver covers it. One that is kept, or could not be evaluated, stays as it is. */
    PolicyResult waivedBy(Waiver waiver) {
        if (!status.isViolated()) {
            return this;
        }
        return new PolicyResult(
                policy,
                version,
                title,
                severity,
                documentation,
                Status.WAIVED,
                mode,
                Outcome.ALLOW,
                "%s %s waived it until %s: %s"
                        .formatted(because, waiver.approvedBy(), waiver.expiresAt(), waiver.ticket()),
                violations,
                engine,
                digest,
                durationSeconds);
    }

    /** The result that another OPA logged. It decides by itself, so its policies are enforced. */
    static PolicyResult logged(String path, String version, EngineResult result) {
        return new PolicyResult(
                path,
                version,
                path,
                null,
                null,
                result.status(),
                Mode.ENFORCE,
                effect(result.status(), Mode.ENFORCE, false),
                "Another OPA decided.",
                result.violations(),
                EngineKind.OPA,
                null,
                0);
    }

    private static Outcome effect(Status status, Mode mode, boolean failsOpen) {
        if (mode == Mode.OFF || mode == Mode.SHADOW) {
            return Outcome.ALLOW;
        }
        var mayDeny = mode == Mode.ENFORCE;
        return switch (status) {
            case PASS, SKIPPED, WAIVED -> Outcome.ALLOW;
            case WARN -> Outcome.WARN;
            case FAIL, MISSING_EVIDENCE, STALE_EVIDENCE -> mayDeny ? Outcome.DENY : Outcome.WARN;
            case ERROR -> mayDeny && !failsOpen ? Outcome.DENY : Outcome.WARN;
        };
    }

    private static String because(Status status, ResolvedMode mode, boolean failsOpen) {
        if (status != Status.ERROR || mode.mode() != Mode.ENFORCE) {
            return mode.because();
        }
        return mode.because()
                + (failsOpen
                        ? " The engine failed, which only warns in this tier."
                        : " The engine failed, which denies in this tier.");
    }
}
