package dev.milepost.definitions;

import javax.sql.DataSource;

/** Definitions without the service. */
public final class TestDefinitions {

    private TestDefinitions() {}

    public static DefinedSlos of(DataSource database) {
        return new DefinedSlos(database);
    }
}
