package dev.milepost.templates.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.semver4j.Semver;

class VersionRangesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "^2.1 | 2.1.0 | 2.0.9",
                "^2.1 | 2.99.3 | 3.0.0",
                "~1.4 | 1.4.7 | 1.5.0",
                ">=1 <3 | 2.9.0 | 3.0.0",
                ">= 1.2 < 1.5 | 1.4.9 | 1.1.9",
                "1 - 2 | 2.9.9 | 3.0.0",
                "1.x | 1.7.0 | 2.0.0",
                "1.2.* | 1.2.9 | 1.3.0",
                "0.x | 0.9.0 | 1.0.0",
                "^0.1 | 0.1.9 | 0.2.0",
                "^0.0.3 | 0.0.3 | 0.0.4",
                "1.2.3 | 1.2.3 | 1.2.4",
                "~1.2.3-rc.1 | 1.2.3-rc.2 | 1.3.0",
                ">1 | 2.0.0 | 1.9.0",
            })
    void matchesLikeNpm(String range, String within, String without) {
        var read = VersionRanges.parse(range).orElseThrow();

        assertThat(read.isSatisfiedBy(new Semver(within))).isTrue();
        assertThat(read.isSatisfiedBy(new Semver(without))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "latest",
                "x",
                "garbage",
                "1.2.3.4",
                "^99999999999",
                "^1 <1.5",
                "1 - 2 <2.1",
                "^0",
                "^0.0",
                "^0.x",
                "||",
                "^1 ||",
                ">=1,<2",
                "[1,2]",
                "^1.2-alpha",
                "=>1",
                "v1.2.3",
                "1.0.0+b",
                "^*",
                "~>1",
                "!=1",
                "01.2.3"
            })
    void refusesAmbiguousRanges(String range) {
        assertThat(VersionRanges.parse(range)).isEmpty();
    }

    @Test
    void refusesUnusualRanges() {
        assertThat(VersionRanges.parse("1" + " || 1".repeat(10_000))).isEmpty();
    }
}
