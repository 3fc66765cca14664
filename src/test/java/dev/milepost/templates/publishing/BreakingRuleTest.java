package dev.milepost.templates.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemException.Fault;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.semver4j.Semver;

class BreakingRuleTest {

    @ParameterizedTest
    @CsvSource({
        "1.0.0, 1.1.0, true",
        "1.0.0, 2.0.0, false",
        "1.0.0, 1.1.0-rc.1, false",
        "1.1.0-rc.1, 1.1.0, false",
        "0.1.0, 0.1.1, true",
        "0.1.0, 0.2.0, false"
    })
    void appliesWithinMajorVersion(String one, String other, boolean binds) {
        assertThat(BreakingRule.appliesTo(new Semver(one), new Semver(other))).isEqualTo(binds);
        assertThat(BreakingRule.appliesTo(new Semver(other), new Semver(one))).isEqualTo(binds);
    }

    @Test
    void detectsRemovedParameters() {
        var lower = new CompatibilityContract(new Semver("1.0.0"), Set.of("a", "b", "c"), Set.of(), Set.of("m", "n"));
        var higher = new CompatibilityContract(new Semver("1.1.0"), Set.of("c", "d"), Set.of("b"), Set.of("n"));

        assertThat(BreakingRule.findRemoved(lower, higher, true))
                .extracting(Fault::pointer)
                .containsExactly("/spec/parameters", "/spec/modules");
        assertThat(BreakingRule.findRemoved(lower, higher, true))
                .extracting(Fault::detail)
                .allSatisfy(detail -> assertThat(detail).contains("of version 1.0.0 is missing"));
        assertThat(BreakingRule.findRemoved(lower, higher, false))
                .extracting(Fault::detail)
                .allSatisfy(detail -> assertThat(detail)
                        .startsWith("Version 1.1.0 is already published, is higher than this version, and lacks its"));
    }
}
