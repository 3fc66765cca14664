package dev.milepost.slo.definitions;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.SloSamples;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Definitions without the service. */
public final class TestDefinitions {

    private TestDefinitions() {}

    public static SloDefinitions of(DataSource database) {
        return new SloDefinitions(new Sql(database), new BuiltInSlos(config(null), List::of));
    }

    /** The objective that documents define, as its first version. */
    public static SloDefinition slo(String yaml) {
        return slo(yaml, 1);
    }

    public static SloDefinition slo(String yaml, int version) {
        return SloDefinition.of(SloSamples.documents(yaml), version);
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
