package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The current definitions: the saved ones, and the built-in ones whose names have no saved definition. */
@ApplicationScoped
public class SloDefinitions {

    private final Sql sql;
    private final BuiltInSlos builtIn;

    /** Caches compiled definitions, because compiling expressions takes longest. A version never changes. */
    private final Map<Version, SloDefinition> compiled = new ConcurrentHashMap<>();

    SloDefinitions(Sql sql, BuiltInSlos builtIn) {
        this.sql = sql;
        this.builtIn = builtIn;
    }

    /** @param hash distinguishes a version that was rolled back from another one that was saved with the same number */
    private record Version(String name, int version, String hash) implements Comparable<Version> {

        private static final Comparator<Version> ORDER = Comparator.comparing(Version::name)
                .thenComparingInt(Version::version)
                .thenComparing(Version::hash);

        @Override
        public int compareTo(Version other) {
            return ORDER.compare(this, other);
        }
    }

    /** Returns all definitions, ordered by name. */
    public Collection<SloDefinition> all() {
        var byName = new TreeMap<String, SloDefinition>();
        builtIn.all().forEach(slo -> byName.put(slo.name(), slo));
        var latest =
                sql.query("""
                select distinct on (name) name, version, md5(documents) as hash
                from slo_definition order by name, version desc
                """, row -> new Version(row.getString("name"), row.getInt("version"), row.getString("hash")));
        latest.forEach(version -> byName.put(version.name(), compiled.computeIfAbsent(version, this::read)));
        compiled.keySet().retainAll(new HashSet<>(latest));
        return byName.values();
    }

    public Optional<SloDefinition> find(String name) {
        return all().stream().filter(slo -> slo.name().equals(name)).findFirst();
    }

    /** Returns the definition with the name that a caller gave. */
    public SloDefinition require(String name) {
        return require(all(), name);
    }

    /** Returns the definition with a name from a collection. */
    public static SloDefinition require(Collection<SloDefinition> all, String name) {
        return all.stream()
                .filter(slo -> slo.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_SLO,
                        "No SLO has the name %s. GET /api/v1/slos lists the SLOs.".formatted(name)));
    }

    /**
     * Returns the versions of an SLO, newest first, including the built-in one.
     *
     * @param before the last version of the previous page
     */
    public List<SavedVersion> versions(String name, int before, int limit) {
        var versions = new ArrayList<>(sql.query(
                """
                select version, author, created_at from slo_definition
                where name = ? and version < ? order by version desc limit ?
                """,
                row -> new SavedVersion(row.getInt("version"), row.getString("author"), Sql.instant(row, "created_at")),
                name,
                before,
                limit));
        if (before > 0 && builtIn.all().stream().anyMatch(slo -> slo.name().equals(name))) {
            versions.add(SavedVersion.BUILT_IN);
        }
        return versions.size() > limit ? versions.subList(0, limit) : versions;
    }

    /** Returns one version of an SLO. */
    public Optional<SloDefinition> find(String name, int version) {
        return version == 0
                ? builtIn.all().stream().filter(slo -> slo.name().equals(name)).findFirst()
                : sql
                        .query(
                                "select documents from slo_definition where name = ? and version = ?",
                                row -> SloDefinition.parse(row.getString("documents"), version),
                                name,
                                version)
                        .stream()
                        .findFirst();
    }

    /** Returns the size of the current versions of all saved SLOs but one. */
    public long bytesWithout(String name) {
        return sql.query("""
                        select coalesce(sum(octet_length(documents)), 0)
                        from (
                            select distinct on (name) name, documents from slo_definition order by name, version desc
                        ) latest
                        where name <> ?
                        """, row -> row.getLong(1), name).get(0);
    }

    public void save(SloDefinition slo, String author, Instant at) {
        sql.update(
                "insert into slo_definition (name, version, documents, author, created_at) values (?, ?, ?, ?, ?)",
                slo.name(),
                slo.version(),
                slo.json(),
                author,
                at);
    }

    private SloDefinition read(Version version) {
        var json = sql.query(
                        "select documents from slo_definition where name = ? and version = ?",
                        row -> row.getString(1),
                        version.name(),
                        version.version())
                .get(0);
        return SloDefinition.parse(json, version.version());
    }
}
