package dev.milepost.alerts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What an installation may decide about alerts. */
@ConfigMapping(prefix = "milepost.alerts")
public interface AlertsConfig {

    /** What is told of error budgets: that no more than so many percent remain. None where it is set to nothing. */
    @WithDefault("50,25,10,0")
    Optional<List<@DecimalMin("-1000") @DecimalMax("99") BigDecimal>> budgetThresholds();

    /** How many percent points more than the threshold have to remain before that is over. */
    @WithDefault("1")
    @DecimalMin("0")
    @DecimalMax("100")
    BigDecimal budgetMargin();
}
