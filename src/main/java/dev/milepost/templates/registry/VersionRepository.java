package dev.milepost.templates.registry;

import dev.milepost.catalog.validation.TemplateSource.VersionStatus;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.registry.ManifestCache.Contract;
import dev.milepost.templates.registry.PublishedVersionRepository.ManifestRef;
import dev.milepost.templates.registry.VersionStore.PlannedDeprecation;
import dev.milepost.templates.resolution.Lockfile;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of golden paths and modules. */
@ApplicationScoped
@Transactional
class VersionRepository implements PanacheRepositoryBase<RegistryVersionEntity, VersionRef> {

    private final ManifestCache manifests;
    private final Sql sql;

    VersionRepository(ManifestCache manifests, Sql sql) {
        this.manifests = manifests;
        this.sql = sql;
    }

    Optional<StoredVersion> findVersion(VersionRef ref) {
        return findByIdOptional(ref).map(row -> {
            var version = row.toStoredVersion(manifests);
            // A session keeps its rows, and the manifests of many do not fit into memory.
            getEntityManager().detach(row);
            return version;
        });
    }

    /** Returns a version. Throws for an unknown name first, then for an unknown version. */
    StoredVersion require(VersionRef ref) {
        return findVersion(ref).orElseThrow(() -> unknown(ref));
    }

    private ProblemException unknown(VersionRef ref) {
        owner(ref.kind(), ref.name());
        return RegistryProblems.unknownVersion(ref);
    }

    /** Returns the digest of the files of a version; null if it has none. Throws for an unknown name or version. */
    @Nullable
    String files(VersionRef ref) {
        var found = sql.query(
                "select files from registry_version where kind = ? and name = ? and version = ?",
                row -> Optional.ofNullable(row.getString("files")),
                ref.kind().storedName(),
                ref.name(),
                ref.version());
        if (found.isEmpty()) {
            throw unknown(ref);
        }
        return found.get(0).orElse(null);
    }

    /** Returns a module version that a lock names. */
    StoredVersion locked(Lockfile.LockedModule module) {
        return findVersion(new VersionRef(ManifestKind.MODULE, module.name(), module.version()))
                .orElseThrow(() -> new IllegalStateException("A locked module version is not in the registry"));
    }

    /** Returns what a resolution needs of module versions. Manifests are read only if their contracts are not cached. */
    Map<VersionRef, Contract> findContracts(List<ManifestRef> modules) {
        var contracts = new HashMap<VersionRef, Contract>();
        var unknown = new ArrayList<VersionRef>();
        for (var module : modules) {
            manifests
                    .findContract(module.digest())
                    .ifPresentOrElse(
                            contract -> contracts.put(module.ref(), contract), () -> unknown.add(module.ref()));
        }
        if (!unknown.isEmpty()) {
            sql.query(
                    """
                    select name, version, digest, manifest, format from registry_version
                    where kind = 'module' and (name, version) in (select * from unnest(?::text[], ?::text[]))
                    """,
                    row -> contracts.put(
                            new VersionRef(ManifestKind.MODULE, row.getString("name"), row.getString("version")),
                            manifests.contract(
                                    row.getString("digest"),
                                    row.getString("manifest"),
                                    DocumentFormat.valueOf(row.getString("format")))),
                    Sql.column(unknown, VersionRef::name),
                    Sql.column(unknown, VersionRef::version));
        }
        return contracts;
    }

    /** Returns the size of a manifest, in bytes of text; 0 for an unknown version. */
    int manifestBytes(VersionRef ref) {
        return sql
                .query(
                        "select octet_length(manifest) as bytes from registry_version where kind = ? and name = ? and version = ?",
                        row -> row.getInt("bytes"),
                        ref.kind().storedName(),
                        ref.name(),
                        ref.version())
                .stream()
                .findFirst()
                .orElse(0);
    }

    /** Returns the size of the manifests of a golden path's version and its locked modules, in bytes of text. */
    long manifestBytesOfLock(VersionRef ref) {
        return sql.query("""
                        select octet_length(path.manifest) + coalesce((
                            select sum(octet_length(module.manifest))
                            from jsonb_to_recordset(path.lock -> 'modules') as locked (name text, version text)
                            join registry_version module
                                on module.kind = 'module' and module.name = locked.name and module.version = locked.version
                            ), 0) as bytes
                        from registry_version path where kind = ? and name = ? and version = ?
                        """, row -> row.getLong("bytes"), ref.kind().storedName(), ref.name(), ref.version()).stream()
                .findFirst()
                .orElse(0L);
    }

    /** Returns the size of the largest skeleton without a source in the lock of a golden path, as an archive. */
    long mostFileBytesOfLock(VersionRef ref) {
        return sql.query("""
                        select coalesce(max(octet_length(files.archive)), 0) as bytes
                        from registry_version path
                        cross join lateral jsonb_to_recordset(path.lock -> 'modules') as locked (name text, version text)
                        join registry_version module
                            on module.kind = 'module' and module.name = locked.name and module.version = locked.version
                        join registry_files files on files.digest = module.files
                        where path.kind = ? and path.name = ? and path.version = ? and module.source is null
                        """, row -> row.getLong("bytes"), ref.kind().storedName(), ref.name(), ref.version()).stream()
                .findFirst()
                .orElse(0L);
    }

    /**
     * Returns the owner of a name, which is that of its highest version. So the order of publishing does not matter.
     */
    String owner(ManifestKind kind, String name) {
        return find("""
                        select owner from RegistryVersionEntity where ref.kind = ?1 and ref.name = ?2
                        order by precedence desc
                        """, kind, name)
                .project(String.class)
                .firstResultOptional()
                .orElseThrow(() -> RegistryProblems.unknownName(kind, name));
    }

    List<String> findNames(ManifestKind kind) {
        return find("select distinct ref.name from RegistryVersionEntity where ref.kind = ?1 order by ref.name", kind)
                .project(String.class)
                .list();
    }

    List<VersionStatus> findVersionStatuses(LocalDate today) {
        return find("""
                        select ref.name, ref.version,
                            deprecatedAt is not null or yankedAt is not null or coalesce(deprecatedFrom <= ?2, false)
                        from RegistryVersionEntity where ref.kind = ?1
                        """, ManifestKind.GOLDEN_PATH, today)
                .project(VersionStatus.class)
                .list();
    }

    /**
     * Returns the golden paths whose planned deprecation has begun and was not announced, and marks them as announced. Their
     * manifests are not read.
     */
    List<PlannedDeprecation> announcePlanned(LocalDate today) {
        return sql.query("""
                with announced as (
                    update registry_version set deprecation_announced = true, row_version = row_version + 1
                    where kind = 'golden-path' and deprecated_from <= ? and not deprecation_announced
                    returning name, version, precedence, deprecated_from, published_at
                )
                select name, version, deprecated_from, published_at from announced
                order by deprecated_from, name, precedence
                """, VersionRepository::planned, today);
    }

    private static PlannedDeprecation planned(ResultSet row) throws SQLException {
        var planned = row.getObject("deprecated_from", LocalDate.class)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        var published = Objects.requireNonNull(Sql.instant(row, "published_at"));
        return new PlannedDeprecation(
                row.getString("name"), row.getString("version"), planned.isAfter(published) ? planned : published);
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
}
