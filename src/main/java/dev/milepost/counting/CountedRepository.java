package dev.milepost.counting;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** By which definition and reckoning each SLO is answered. */
@ApplicationScoped
class CountedRepository {

    private static final String PUT = """
            insert into slo_counted (slo, version, digest, documents, reckoning, since) values (?, ?, ?, ?, ?, ?)
            on conflict (slo) do update set version = excluded.version, digest = excluded.digest,
                documents = excluded.documents, reckoning = excluded.reckoning
            """;

    private final Sql sql;

    /** The definitions that were followed by others and are not counted by those yet; compiling takes long. */
    private final Map<Row, DefinedSlo> earlier = new ConcurrentHashMap<>();

    CountedRepository(DataSource database) {
        this.sql = new Sql(database);
    }

    /** @param digest of the definition that was counted by */
    record Row(String slo, int version, String digest, int reckoning, Instant since) {

        boolean isBy(DefinedSlo definition) {
            return version == definition.version() && (version > 0 || digest.equals(definition.digest()));
        }
    }

    /** By the name of the SLO. */
    Map<String, Row> all() {
        var all = new HashMap<String, Row>();
        sql.query(
                        "select slo, version, digest, reckoning, since from slo_counted",
                        row -> new Row(
                                row.getString("slo"),
                                row.getInt("version"),
                                row.getString("digest"),
                                row.getInt("reckoning"),
                                Objects.requireNonNull(Sql.instant(row, "since"))))
                .forEach(row -> all.put(row.slo(), row));
        earlier.keySet().retainAll(all.values());
        return all;
    }

    /** The definition that was counted by. */
    DefinedSlo definition(Row row) {
        return earlier.computeIfAbsent(
                row,
                counted -> sql.query(
                                "select documents from slo_counted where slo = ?",
                                found -> DefinedSlo.parse(found.getString("documents"), counted.version()),
                                counted.slo())
                        .get(0));
    }

    /** @param since stays where it has been said before */
    void put(DefinedSlo slo, int reckoning, Instant since) {
        sql.update(PUT, slo.name(), slo.version(), slo.digest(), slo.json(), reckoning, since);
    }

    void remove(String slo) {
        sql.update("delete from slo_counted where slo = ?", slo);
    }
}
