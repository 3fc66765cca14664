package dev.milepost.templates;

import dev.milepost.entities.Format;
import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The versions of golden paths and modules. */
@ApplicationScoped
class VersionRepository {

    static final String COLUMNS = """
            digest, manifest, format, files, source, lock::text as lock, published_at, published_by,
            deprecated_at, deprecation, superseded_by, ends_on, yanked_at, yanked_by, yank, yank_successor
            """;

    private static final String SELECT = "select " + COLUMNS + " from registry_version ";

    private final Sql sql;
    private final ParsedManifests manifests;

    VersionRepository(DataSource database, ParsedManifests manifests) {
        this.sql = new Sql(database);
        this.manifests = manifests;
    }

    Optional<StoredVersion> find(Kind kind, String name, String version) {
        return sql
                .query(
                        SELECT + "where kind = ? and name = ? and version = ?",
                        this::version,
                        kind.written(),
                        name,
                        version)
                .stream()
                .findFirst();
    }

    /** Tells a name that is unknown before a version that is. */
    StoredVersion require(Target target) {
        return find(target.kind(), target.name(), target.version()).orElseThrow(() -> {
            owner(target.kind(), target.name());
            return UnknownVersion.version(target.kind(), target.name(), target.version());
        });
    }

    /** All versions of a name, ascending; none where there is no such name. */
    List<StoredVersion> findAll(Kind kind, String name) {
        return sql.query(
                SELECT + "where kind = ? and name = ? order by precedence", this::version, kind.written(), name);
    }

    /** The versions of some names that somebody new may get. */
    List<StoredVersion> findOffered(Kind kind, Collection<String> names) {
        return sql.query(
                SELECT + "where kind = ? and name = any (?) and yanked_at is null order by name, precedence",
                this::version,
                kind.written(),
                names);
    }

    /** Whose a name is: its highest version says, so that the order of publishing is nothing to it. */
    String owner(Kind kind, String name) {
        return sql
                .query(
                        "select owner from registry_version where kind = ? and name = ? order by precedence desc limit 1",
                        row -> row.getString("owner"),
                        kind.written(),
                        name)
                .stream()
                .findFirst()
                .orElseThrow(() -> UnknownVersion.name(kind, name));
    }

    List<String> findNames(Kind kind) {
        return sql.query(
                "select distinct name from registry_version where kind = ? order by name",
                row -> row.getString("name"),
                kind.written());
    }

    List<Registry.Standing> findStandings(LocalDate today) {
        return sql.query(
                """
                select name, version,
                    deprecated_at is not null or yanked_at is not null or coalesce(deprecated_from <= ?, false) as deprecated
                from registry_version where kind = 'golden-path'
                """,
                row -> new Registry.Standing(
                        row.getString("name"), row.getString("version"), row.getBoolean("deprecated")),
                today);
    }

    /** The modules of which any version on offer provides a capability. */
    List<String> findProviders(String capability) {
        return sql.query("""
                select distinct name from registry_version
                where kind = 'module' and yanked_at is null
                    and document -> 'spec' -> 'provides' @> jsonb_build_array(jsonb_build_object('capability', ?::text))
                order by name
                """, row -> row.getString("name"), capability);
    }

    StoredVersion version(ResultSet row) throws SQLException {
        var digest = row.getString("digest");
        var manifest = manifests.of(digest, row.getString("manifest"), Format.valueOf(row.getString("format")));
        var lock = row.getString("lock");
        return new StoredVersion(
                manifest,
                digest,
                row.getString("files"),
                row.getString("source"),
                lock == null ? null : LockDocument.read(lock),
                Objects.requireNonNull(Sql.instant(row, "published_at")),
                row.getString("published_by"),
                deprecation(row),
                yank(row));
    }

    private static @Nullable Deprecation deprecation(ResultSet row) throws SQLException {
        var at = Sql.instant(row, "deprecated_at");
        return at == null
                ? null
                : new Deprecation(
                        at,
                        row.getString("deprecation"),
                        row.getString("superseded_by"),
                        row.getObject("ends_on", LocalDate.class));
    }

    private static @Nullable Yank yank(ResultSet row) throws SQLException {
        var at = Sql.instant(row, "yanked_at");
        return at == null
                ? null
                : new Yank(at, row.getString("yanked_by"), row.getString("yank"), row.getString("yank_successor"));
    }
}
