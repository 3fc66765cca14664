package dev.milepost.slo.definitions;

import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.openslo.EventVocabulary;
import dev.milepost.testing.SloSamples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Definitions without the service. */
public final class TestDefinitions {

    private TestDefinitions() {}

    public static SloDefinitions of(DataSource database) {
        return new SloDefinitions(new Rows(new Sql(database)), new BuiltInSlos(config(null), List::of));
    }

    /** The objective that documents define, as its first version. */
    public static SloDefinition slo(String yaml) {
        return slo(yaml, 1);
    }

    public static SloDefinition slo(String yaml, int version) {
        return SloDefinition.of(SloSamples.documents(yaml), version, EventVocabulary.UNCHECKED);
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

    /** The same rows without a persistence context, in the transaction of the test's connection. */
    private static final class Rows extends SloDefinitionRepository {

        private final Sql sql;

        Rows(Sql sql) {
            this.sql = sql;
        }

        @Override
        List<SavedVersion> findLatest() {
            return sql.query(
                    """
                    select name, version, md5(documents) as hash from (
                        select distinct on (name) * from slo_definition order by name, version desc) as latest
                    where not removed order by name
                    """, row -> new SavedVersion(row.getString("name"), row.getInt("version"), row.getString("hash")));
        }

        @Override
        Optional<SavedVersion> findLatest(String name) {
            return findLatest().stream()
                    .filter(version -> version.name().equals(name))
                    .findFirst();
        }

        @Override
        Optional<SloDefinition> findVersion(String name, int version) {
            return sql
                    .query(
                            "select documents from slo_definition where name = ? and version = ?",
                            row -> SloDefinition.parse(row.getString("documents"), version),
                            name,
                            version)
                    .stream()
                    .findFirst();
        }

        @Override
        void add(SloDefinition slo, String author, Instant at) {
            sql.update(
                    "insert into slo_definition (name, version, documents, author, created_at) values (?, ?, ?, ?, ?)",
                    slo.name(),
                    slo.version(),
                    slo.json(),
                    author,
                    at);
        }
    }
}
