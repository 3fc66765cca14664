package dev.milepost.slo.definitions;

import dev.milepost.platform.sql.Sql;
import java.nio.charset.StandardCharsets;
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
        return SloBodies.requireSingle(
                SloBodies.documents("application/yaml", yaml.getBytes(StandardCharsets.UTF_8)), version);
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
