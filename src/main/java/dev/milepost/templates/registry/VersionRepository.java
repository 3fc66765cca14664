package dev.milepost.templates.registry;

import dev.milepost.catalog.validation.TemplateSource.VersionStatus;
import dev.milepost.platform.sql.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
        return findByIdOptional(ref).map(row -> row.toStoredVersion(manifests));
    }

    /** Returns a version. Throws for an unknown name first, then for an unknown version. */
    StoredVersion require(VersionRef ref) {
        return findVersion(ref).orElseThrow(() -> {
            owner(ref.kind(), ref.name());
            return RegistryProblems.unknownVersion(ref);
        });
    }

    /** Returns all versions of a name, ascending; empty for an unknown name. */
    List<StoredVersion> findVersions(ManifestKind kind, String name) {
        return stored(list("ref.kind = ?1 and ref.name = ?2 order by precedence", kind, name));
    }

    /** Returns versions by their identities, in any order. */
    List<StoredVersion> findVersions(List<VersionRef> refs) {
        return stored(getSession().findMultiple(RegistryVersionEntity.class, refs));
    }

    /** Returns the versions of several names that are not yanked. */
    List<StoredVersion> findAvailable(ManifestKind kind, Collection<String> names) {
        return stored(list(
                "ref.kind = ?1 and ref.name in ?2 and yankedAt is null order by ref.name, precedence", kind, names));
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

    /** Returns the golden paths whose planned deprecation has begun and was not announced. */
    List<RegistryVersionEntity> findUnannounced(LocalDate today) {
        return list("""
                ref.kind = ?1 and deprecatedFrom <= ?2 and not deprecationTold order by deprecatedFrom, ref.name, precedence
                """, ManifestKind.GOLDEN_PATH, today);
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

    private List<StoredVersion> stored(List<RegistryVersionEntity> rows) {
        return rows.stream().map(row -> row.toStoredVersion(manifests)).toList();
    }
}
