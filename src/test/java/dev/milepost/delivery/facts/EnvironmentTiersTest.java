package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of environments and their tiers. */
class EnvironmentTiersTest {

    private static final EnvironmentTiers TIERS = new EnvironmentTiers(
            Map.of("production", List.of("prod", "*-live", "web (Pro*)", "?1"), "staging", List.of("stage", "*")));

    @ParameterizedTest
    @CsvSource({
        "prod, production",
        "PROD-eu, production",
        "prod2, production",
        "prod/blue, production",
        "products, staging",
        "eu-LIVE, production",
        "live, staging",
        "eu-live-2, staging",
        "web (production), production",
        "a1, production",
        "ab1, staging",
        "stage, staging",
        "anything, staging"
    })
    void matchesNamesAndGlobs(String environment, String tier) {
        assertThat(TIERS.tierOf(environment)).isEqualTo(tier);
    }

    @Test
    void matchesNothingWithoutNames() {
        var none = new EnvironmentTiers(Map.of("production", List.of("*prod")));

        assertThat(none.tierOf("preprod")).isEqualTo("production");
        assertThat(none.tierOf("9-lives")).isEqualTo("other");
        assertThat(none.tierOf("-")).isEqualTo("other");
    }

    /** Stored indicators contain it. */
    @Test
    void keepsTheRegexOfNames() {
        assertThat(new EnvironmentTiers(Map.of("production", List.of("production", "Prod"))).regexOf("production"))
                .isEqualTo("(?:\\Qproduction\\E|\\Qprod\\E)(?:[-_/0-9].*)?");
    }
}
