package dev.milepost.policy.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.policy.definitions.TestPolicies;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.policy.enforcement.Modes.ResolvedMode;
import dev.milepost.policy.engines.EngineResult;
import dev.milepost.policy.engines.Status;
import dev.milepost.policy.waivers.Waiver;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each result does in each mode. */
class PolicyResultTest {

    private static PolicyResult of(Status status, Mode mode, boolean failsOpen) {
        return PolicyResult.of(
                TestPolicies.check("check: catalog_valid"),
                new EngineResult(status, List.of()),
                new ResolvedMode(mode, "Because."),
                failsOpen,
                1_500_000_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PASS             | ALLOW | ALLOW | ALLOW
            SKIPPED          | ALLOW | ALLOW | ALLOW
            WARN             | ALLOW | WARN  | WARN
            FAIL             | ALLOW | WARN  | DENY
            MISSING_EVIDENCE | ALLOW | WARN  | DENY
            STALE_EVIDENCE   | ALLOW | WARN  | DENY
            ERROR            | ALLOW | WARN  | DENY
            """)
    void hasEffectOfMode(Status status, Outcome shadow, Outcome warn, Outcome enforce) {
        assertThat(of(status, Mode.OFF, false).effect()).isEqualTo(Outcome.ALLOW);
        assertThat(of(status, Mode.SHADOW, false).effect()).isEqualTo(shadow);
        assertThat(of(status, Mode.WARN, false).effect()).isEqualTo(warn);
        assertThat(of(status, Mode.ENFORCE, false).effect()).isEqualTo(enforce);
        assertThat(of(status, Mode.ENFORCE, false).durationSeconds()).isEqualTo(1.5);
    }

    @Test
    void saysWhatFaultsOfEnginesDo() {
        var open = of(Status.ERROR, Mode.ENFORCE, true);
        var closed = of(Status.ERROR, Mode.ENFORCE, false);

        assertThat(open.effect()).isEqualTo(Outcome.WARN);
        assertThat(open.because()).isEqualTo("Because. The engine failed, which only warns in this tier.");
        assertThat(closed.because()).isEqualTo("Because. The engine failed, which denies in this tier.");
    }

    @Test
    void decidesByStrictestEffect() {
        var allow = of(Status.PASS, Mode.ENFORCE, false);
        var warn = of(Status.FAIL, Mode.WARN, false);
        var deny = of(Status.FAIL, Mode.ENFORCE, false);

        assertThat(Decision.decide(List.of())).isEqualTo(Outcome.ALLOW);
        assertThat(Decision.decide(List.of(allow, warn))).isEqualTo(Outcome.WARN);
        assertThat(Decision.decide(List.of(warn, deny, allow))).isEqualTo(Outcome.DENY);
    }

    /** A waiver is for violations, and not for an engine that does not answer. */
    @ParameterizedTest
    @CsvSource({
        "FAIL, WAIVED, ALLOW",
        "MISSING_EVIDENCE, WAIVED, ALLOW",
        "STALE_EVIDENCE, WAIVED, ALLOW",
        "ERROR, ERROR, DENY",
        "PASS, PASS, ALLOW"
    })
    void waives(Status status, Status waived, Outcome effect) {
        var waiver = new Waiver(
                UUID.randomUUID(),
                "p",
                "payments",
                null,
                null,
                Waiver.State.ACTIVE,
                "reason",
                "SEC-1",
                "user:default/jane",
                Samples.AT,
                Samples.AT,
                null,
                null,
                "user:default/john",
                Samples.AT,
                null,
                null);

        var result = of(status, Mode.ENFORCE, false).waivedBy(waiver);

        assertThat(result.status()).isEqualTo(waived);
        assertThat(result.effect()).isEqualTo(effect);
        if (waived == Status.WAIVED) {
            assertThat(result.because())
                    .isEqualTo("Because. user:default/john waived it until 2026-06-10T12:00:00Z: SEC-1");
        }
    }
}
