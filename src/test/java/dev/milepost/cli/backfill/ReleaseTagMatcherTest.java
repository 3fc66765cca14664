package dev.milepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.cli.command.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTagMatcherTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3",
                "v1.2.3",
                "V1.2",
                "1.2.3.4",
                "payments-1.2.3",
                "payments/v1.2.3",
                "@acme/payments@1.2.3",
                "k8s-1.30.1",
                "release-2024.01.15",
                "1.2.3.Final",
                "1.2.3.GA",
                "1.2.3.SP1",
                "1.2.3+build.5",
                "développeurs-1.0",
                "rel/log4j-2.17.1",
                "device-1.0",
                "v1.2.3-LTS"
            })
    void matchesReleaseTags(String tag) {
        assertThat(ReleaseTagMatcher.byDefaultPattern().classify(tag)).isEqualTo(ReleaseTagMatcher.Kind.RELEASE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3-rc1", "v1.2.3-rc.1.2", "1.2.3-alpha", "1.2.3-beta.2+build", "1.2.3.CR1", "1.2.3.Alpha1",
                "1.2.3-SNAPSHOT", "1.2rc1", "1.2.3-M2", "payments-1.2.3-RC2", "nightly-2024.01.15", "app/beta-1.2"
            })
    void excludesPreReleases(String tag) {
        assertThat(ReleaseTagMatcher.byDefaultPattern().classify(tag)).isEqualTo(ReleaseTagMatcher.Kind.PRE_RELEASE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "v4", "2024-01-15", "before-the-move", "."})
    void excludesOtherTags(String tag) {
        assertThat(ReleaseTagMatcher.byDefaultPattern().classify(tag)).isEqualTo(ReleaseTagMatcher.Kind.OTHER);
    }

    @Test
    void matchesCustomPattern() {
        var tags = ReleaseTagMatcher.matching("deploy/*-rc?");

        assertThat(tags.classify("deploy/a/1.2-rc1")).isEqualTo(ReleaseTagMatcher.Kind.RELEASE);
        assertThat(tags.classify("deploy/1.2")).isEqualTo(ReleaseTagMatcher.Kind.OTHER);
        assertThat(tags.classify("1.2.3")).isEqualTo(ReleaseTagMatcher.Kind.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "v0.314.0, v3.14.0",
        "v3.9.0, v3.14.0",
        "1.2, 1.2.0",
        "latest, 0.1",
        "a-1.2, b-1.2",
        "1.09.1, 1.9.2",
        "1.99999999999999999999, 1.100000000000000000000"
    })
    void comparesVersions(String lower, String higher) {
        assertThat(ReleaseTagMatcher.compareVersions(lower, higher)).isNegative();
        assertThat(ReleaseTagMatcher.compareVersions(higher, lower)).isPositive();
        assertThat(ReleaseTagMatcher.compareVersions(lower, lower)).isZero();
    }

    @Test
    void reportsInvalidPattern() {
        assertThatThrownBy(() -> ReleaseTagMatcher.matching("v[1"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("'v[1' is not a valid tag pattern");
    }

    @Test
    void matchesLongNamesInLinearTime() {
        var name = "1".repeat(50_000) + "-" + "1.".repeat(10_000) + "x";

        assertThat(ReleaseTagMatcher.byDefaultPattern().classify(name)).isNotNull();
    }
}
