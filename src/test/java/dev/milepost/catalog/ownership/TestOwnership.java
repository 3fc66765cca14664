package dev.milepost.catalog.ownership;

import dev.milepost.platform.sql.Sql;
import javax.sql.DataSource;

/** The ownership of services without the service. */
public final class TestOwnership {

    private TestOwnership() {}

    public static ServiceHistory history(DataSource database) {
        return new ServiceHistory(new Sql(database));
    }

    public static GroupHierarchy groups(DataSource database) {
        return new GroupHierarchy(new Sql(database));
    }

    /** The overrides of tiers, whose changes nobody hears of. */
    public static EnvironmentTierOverrides tierOverrides(DataSource database) {
        return new EnvironmentTierOverrides(new Sql(database), SilentEvent.of());
    }
}
