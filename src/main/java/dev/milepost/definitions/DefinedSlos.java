package dev.milepost.definitions;

import dev.milepost.entities.Format;
import dev.milepost.objectives.OpenSloReader;
import dev.milepost.objectives.SloReader;
import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The definitions that hold: saved ones, and where none was saved under its name, one that the service brings along. */
@ApplicationScoped
public class DefinedSlos {

    private final Sql sql;
    private final BuiltInSlos builtIn;

    /** Compiling expressions takes longer than all else; a version never changes. */
    private final Map<Version, DefinedSlo> compiled = new ConcurrentHashMap<>();

    DefinedSlos(DataSource database, BuiltInSlos builtIn) {
        this.sql = new Sql(database);
        this.builtIn = builtIn;
    }

    /** @param hash tells versions apart that one transaction saved and rolled back, and another saved in its place */
    private record Version(String name, int version, String hash) {}

    /** In the order of their names. */
    public Collection<DefinedSlo> all() {
        var byName = new TreeMap<String, DefinedSlo>();
        builtIn.all().forEach(slo -> byName.put(slo.name(), slo));
        var latest =
                sql.query("""
                select distinct on (name) name, version, md5(documents) as hash
                from slo_definition order by name, version desc
                """, row -> new Version(row.getString("name"), row.getInt("version"), row.getString("hash")));
        latest.forEach(version -> byName.put(version.name(), compiled.computeIfAbsent(version, this::read)));
        compiled.keySet().retainAll(latest);
        return byName.values();
    }

    public Optional<DefinedSlo> find(String name) {
        return all().stream().filter(slo -> slo.name().equals(name)).findFirst();
    }

    /** The one of a name, which a caller has said. */
    public DefinedSlo require(String name) {
        return find(name).orElseThrow(() -> new UnknownSlo(name));
    }

    public void save(DefinedSlo slo, String author, Instant at) {
        sql.update(
                "insert into slo_definition (name, version, documents, author, created_at) values (?, ?, ?, ?, ?)",
                slo.name(),
                slo.version(),
                slo.json(),
                author,
                at);
    }

    private DefinedSlo read(Version version) {
        var json = sql.query(
                        "select documents from slo_definition where name = ? and version = ?",
                        row -> row.getString(1),
                        version.name(),
                        version.version())
                .get(0);
        var documents = OpenSloReader.read(json.getBytes(StandardCharsets.UTF_8), Format.JSON);
        return new DefinedSlo(SloReader.read(documents).get(0), documents, version.version());
    }
}
