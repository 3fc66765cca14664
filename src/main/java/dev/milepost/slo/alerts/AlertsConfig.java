package dev.milepost.slo.alerts;

import dev.milepost.platform.settings.ConfigBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** What an installation may decide about alerts. */
@ConfigMapping(prefix = "milepost.alerts")
public interface AlertsConfig {

    /** What is told of error budgets: that no more than so many percent remain. None where it is set to nothing. */
    @WithDefault("50,25,10,0")
    Optional<List<@WithConverter(ThresholdConverter.class) BigDecimal>> budgetThresholds();

    /** How many percent points more than the threshold have to remain before that is over. */
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
