package dev.milepost.slo.alerts;

import dev.milepost.platform.settings.ConfigBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** The configuration of alerts. */
@ConfigMapping(prefix = "milepost.alerts")
public interface AlertsConfig {

    /** The thresholds for the remaining error budget, in percent. No budget alerts are raised if it is empty. */
    @WithDefault("50,25,10,0")
    Optional<List<@WithConverter(ThresholdConverter.class) BigDecimal>> budgetThresholds();

    /** How many percentage points more than the threshold must remain before the alert ends. */
    @WithDefault("1")
    @WithConverter(MarginConverter.class)
    BigDecimal budgetMargin();

    final class ThresholdConverter implements Converter<BigDecimal> {
        private static final long serialVersionUID = 1L;

        @Override
        public BigDecimal convert(String value) {
            return ConfigBounds.within(BigDecimal.valueOf(-1000), BigDecimal.valueOf(99), new BigDecimal(value));
        }
    }

    final class MarginConverter implements Converter<BigDecimal> {
        private static final long serialVersionUID = 1L;

        @Override
        public BigDecimal convert(String value) {
            return ConfigBounds.within(BigDecimal.ZERO, BigDecimal.valueOf(100), new BigDecimal(value));
        }
    }
}
