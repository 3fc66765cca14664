package dev.milepost.definitions;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Definitions without the service. */
public final class TestDefinitions {

    private TestDefinitions() {}

    public static DefinedSlos of(DataSource database) {
        return new DefinedSlos(database, new BuiltInSlos(config(null), List::of));
    }

    /** An installation that has decided nothing else. */
    static SloConfig config(@Nullable String runbook) {
        return new SloConfig() {
            @Override
            public Optional<String> owner() {
                return Optional.empty();
            }

            @Override
            public Optional<String> runbook() {
                return Optional.ofNullable(runbook);
            }
        };
    }
}
