package dev.milepost.upgrades.outcomes;

import dev.milepost.platform.sql.Sql;
import javax.sql.DataSource;

/** The outcomes of upgrades without the service. */
public final class TestUpgrades {

    private TestUpgrades() {}

    public static ServiceUpgrades of(DataSource database) {
        return new ServiceUpgrades(new Sql(database));
    }
}
