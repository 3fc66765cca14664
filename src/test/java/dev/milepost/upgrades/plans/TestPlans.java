package dev.milepost.upgrades.plans;

import dev.milepost.platform.sql.Sql;
import java.time.Clock;
import javax.sql.DataSource;

/** The counts of upgrade plans without the service. */
public final class TestPlans {

    private TestPlans() {}

    public static PlanStatistics statistics(DataSource database, Clock clock) {
        return new PlanStatistics(new Sql(database), clock);
    }
}
