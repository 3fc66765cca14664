package dev.milepost.slo.counting;

import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloRenamed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Stores which definition and which indicator count each SLO is answered by. */
@ApplicationScoped
class CountedDefinitionRepository {

    private static final String PUT = """
            insert into slo_counted_definition (slo, version, digest, documents, indicator, since)
            values (?, ?, ?, ?, ?, ?)
            on conflict (slo) do update set version = excluded.version, digest = excluded.digest,
                documents = excluded.documents, indicator = excluded.indicator
            """;

    private final Sql sql;

    /** Caches definitions that have been replaced but are still counted by, because compiling takes long. */
    private final Map<Row, SloDefinition> previousDefinitions = new ConcurrentHashMap<>();

    CountedDefinitionRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param digest the digest of the definition that is counted by */
    record Row(String slo, int version, String digest, int indicatorCount, Instant observedSince)
            implements Comparable<Row> {

        private static final Comparator<Row> ORDER = Comparator.comparing(Row::slo)
                .thenComparingInt(Row::version)
                .thenComparing(Row::digest)
                .thenComparingInt(Row::indicatorCount)
                .thenComparing(Row::observedSince);

        boolean isCountedBy(SloDefinition definition) {
            return version == definition.version() && (version > 0 || digest.equals(definition.digest()));
        }

        @Override
        public int compareTo(Row other) {
            return ORDER.compare(this, other);
        }
    }

    /** Returns all rows by the name of the SLO. */
    Map<String, Row> all() {
        var all = new HashMap<String, Row>();
        sql.query(
                        "select slo, version, digest, indicator, since from slo_counted_definition",
                        row -> new Row(
                                row.getString("slo"),
                                row.getInt("version"),
                                row.getString("digest"),
                                row.getInt("indicator"),
                                Objects.requireNonNull(Sql.instant(row, "since"))))
                .forEach(row -> all.put(row.slo(), row));
        previousDefinitions.keySet().retainAll(new HashSet<>(all.values()));
        return all;
    }

    /** Returns the definition that the row is counted by. */
    SloDefinition definition(Row row) {
        return previousDefinitions.computeIfAbsent(
                row,
                counted -> sql.query(
                                "select documents from slo_counted_definition where slo = ?",
                                found -> SloDefinition.parse(found.getString("documents"), counted.version()),
                                counted.slo())
                        .get(0));
    }

    /** @param since when the SLO was first defined; an existing row keeps its value */
    void put(SloDefinition slo, int indicatorCount, Instant since) {
        sql.update(PUT, slo.name(), slo.version(), slo.digest(), slo.json(), indicatorCount, since);
    }

    /** Keeps since when the SLO is observed, and its counts. */
    void rename(@Observes SloRenamed renamed) {
        sql.update("update slo_counted_definition set slo = ? where slo = ?", renamed.to(), renamed.from());
    }

    void remove(String slo) {
        sql.update("delete from slo_counted_definition where slo = ?", slo);
    }
}
