package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.catalog.sync.CatalogConfig;
import dev.milepost.delivery.facts.FourKeysConfig;
import dev.milepost.platform.requests.HttpConfig;
import dev.milepost.slo.alerts.AlertsConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Properties that have bounds; the service does not start beyond them. */
class BoundedConfigTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                milepost.catalog.vanishing-share     | -0.01      | must be from 0.0 to 1.0
                milepost.catalog.vanishing-share     | 1.01       | must be from 0.0 to 1.0
                milepost.catalog.vanishing-share     | NaN        | must be from 0.0 to 1.0
                milepost.catalog.vanishing-entities  | -1         | must be at least 0
                milepost.http.share                  | 0          | must be from 0.01 to 1.0
                milepost.http.share                  | 1.1        | must be from 0.01 to 1.0
                milepost.http.slowest-rate           | 0          | must be at least 1
                milepost.http.grace                  | 1ms        | must be at least
                milepost.http.connections-per-address | 0         | must be at least 1
                milepost.four-keys.exact-samples     | 9999       | must be at least 10000
                milepost.alerts.budget-thresholds    | 50,99.5    | must be from -1000 to 99
                milepost.alerts.budget-thresholds    | -1001      | must be from -1000 to 99
                milepost.alerts.budget-margin        | -1         | must be from 0 to 100
                milepost.alerts.budget-margin        | 100.1      | must be from 0 to 100
                """)
    void refusesValuesOutsideBounds(String property, String value, String why) {
        assertThatThrownBy(() -> config(Map.of(property, value)))
                .hasMessageContaining(property)
                .hasStackTraceContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "milepost.catalog.vanishing-share, 0",
        "milepost.catalog.vanishing-share, 1",
        "milepost.catalog.vanishing-entities, 0",
        "milepost.four-keys.exact-samples, 10000",
        "milepost.alerts.budget-thresholds, 99",
        "milepost.alerts.budget-thresholds, -1000",
        "milepost.alerts.budget-thresholds, ''",
        "milepost.alerts.budget-margin, 100"
    })
    void acceptsTheBounds(String property, String value) {
        assertThat(config(Map.of(property, value)).getRawValue(property)).isEqualTo(value);
    }

    @Test
    void hasDefaultsWithinBounds() {
        var config = config(Map.of());

        assertThat(config.getConfigMapping(CatalogConfig.class).vanishingShare())
                .isEqualTo(0.2);
        assertThat(config.getConfigMapping(FourKeysConfig.class).exactSamples()).isEqualTo(20_000);
        assertThat(config.getConfigMapping(AlertsConfig.class)
                        .budgetThresholds()
                        .orElseThrow())
                .containsExactly(
                        BigDecimal.valueOf(50), BigDecimal.valueOf(25), BigDecimal.valueOf(10), BigDecimal.ZERO);
    }

    private static SmallRyeConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 300))
                .withMapping(CatalogConfig.class)
                .withMapping(FourKeysConfig.class)
                .withMapping(HttpConfig.class)
                .withMapping(AlertsConfig.class)
                .build();
    }
}
