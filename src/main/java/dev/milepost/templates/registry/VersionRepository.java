package dev.milepost.templates.registry;

import dev.milepost.catalog.validation.TemplateSource.VersionStatus;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private final ManifestCache manifests;

    VersionRepository(Sql sql, ManifestCache manifests) {
        this.sql = sql;
        this.manifests = manifests;
    }

    Optional<StoredVersion> find(ManifestKind kind, String name, String version) {
        return sql
                .query(
                        SELECT + "where kind = ? and name = ? and version = ?",
                        this::version,
                        kind.storedName(),
                        name,
                        version)
                .stream()
                .findFirst();
    }

    /** Returns a version. Throws for an unknown name first, then for an unknown version. */
    StoredVersion require(VersionRef ref) {
        return find(ref.kind(), ref.name(), ref.version()).orElseThrow(() -> {
            owner(ref.kind(), ref.name());
            return RegistryProblems.unknownVersion(ref);
        });
    }

    /** Returns all versions of a name, ascending; empty for an unknown name. */
    List<StoredVersion> findAll(ManifestKind kind, String name) {
        return sql.query(
                SELECT + "where kind = ? and name = ? order by precedence", this::version, kind.storedName(), name);
    }

    /** Returns the versions of several names that are not yanked. */
    List<StoredVersion> findAvailable(ManifestKind kind, Collection<String> names) {
        return sql.query(
                SELECT + "where kind = ? and name = any (?) and yanked_at is null order by name, precedence",
                this::version,
                kind.storedName(),
                names);
    }

    /**
     * Returns the owner of a name, which is that of its highest version. So the order of publishing does not matter.
     */
    String owner(ManifestKind kind, String name) {
        return sql
                .query(
                        "select owner from registry_version where kind = ? and name = ? order by precedence desc limit 1",
                        row -> row.getString("owner"),
                        kind.storedName(),
                        name)
                .stream()
                .findFirst()
                .orElseThrow(() -> RegistryProblems.unknownName(kind, name));
    }

    List<String> findNames(ManifestKind kind) {
        return sql.query(
                "select distinct name from registry_version where kind = ? order by name",
                row -> row.getString("name"),
                kind.storedName());
    }

    List<VersionStatus> findVersionStatuses(LocalDate today) {
        return sql.query(
                """
                select name, version,
                    deprecated_at is not null or yanked_at is not null or coalesce(deprecated_from <= ?, false) as deprecated
                from registry_version where kind = 'golden-path'
                """,
                row -> new VersionStatus(row.getString("name"), row.getString("version"), row.getBoolean("deprecated")),
                today);
    }

    /** Returns the modules of which any available version provides a capability. */
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
        var manifest = manifests.of(digest, row.getString("manifest"), DocumentFormat.valueOf(row.getString("format")));
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
