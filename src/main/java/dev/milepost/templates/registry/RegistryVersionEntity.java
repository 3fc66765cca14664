package dev.milepost.templates.registry;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.registry.StoredVersion.Deprecation;
import dev.milepost.templates.registry.StoredVersion.Yank;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A version as a row. Its content never changes; its source and its status do. */
@Entity
@Table(name = "registry_version")
class RegistryVersionEntity {

    @EmbeddedId
    VersionRef ref;

    /** Sorts as the versions of a name do: {@link VersionSortKey}. */
    @Column(updatable = false)
    String precedence;

    @Column(updatable = false)
    boolean prerelease;

    @Column(updatable = false)
    String owner;

    @Column(updatable = false)
    String digest;

    /** The manifest as sent. */
    @Column(updatable = false)
    String manifest;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    DocumentFormat format;

    /** The content of the manifest, for queries only: it is as large as the manifest. */
    @Basic(fetch = FetchType.LAZY)
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(updatable = false)
    String document;

    @Column(updatable = false)
    @Nullable
    String files;

    @Nullable
    String source;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(updatable = false)
    @Nullable
    String lock;

    @Column(name = "published_at", updatable = false)
    Instant publishedAt;

    @Column(name = "published_by", updatable = false)
    String publishedBy;

    /** The day from which the manifest itself deprecates the version. */
    @Column(name = "deprecated_from", updatable = false)
    @Nullable
    LocalDate deprecatedFrom;

    @Column(name = "deprecated_at")
    @Nullable
    Instant deprecatedAt;

    @Column(name = "deprecated_by")
    @Nullable
    String deprecatedBy;

    @Nullable
    String deprecation;

    @Column(name = "superseded_by")
    @Nullable
    String supersededBy;

    @Column(name = "ends_on")
    @Nullable
    LocalDate endsOn;

    /** Whether the deprecation was announced. */
    @Column(name = "deprecation_announced")
    boolean deprecationAnnounced;

    @Column(name = "yanked_at")
    @Nullable
    Instant yankedAt;

    @Column(name = "yanked_by")
    @Nullable
    String yankedBy;

    @Nullable
    String yank;

    @Column(name = "yank_successor")
    @Nullable
    String yankSuccessor;

    @Version
    @Column(name = "row_version")
    long rowVersion;

    static RegistryVersionEntity of(StoredVersion version, PublishRequest request) {
        var row = new RegistryVersionEntity();
        row.ref = version.ref();
        row.precedence = VersionSortKey.of(version.semver());
        row.prerelease = !version.semver().getPreRelease().isEmpty();
        row.owner = version.manifest().metadata().owner();
        row.digest = version.digest();
        row.manifest = request.text();
        row.format = request.format();
        row.document = version.manifest().document().toString();
        row.files = version.files();
        row.source = version.source();
        row.lock =
                version.lock() == null ? null : LockDocument.of(version.lock()).write();
        row.publishedAt = version.publishedAt();
        row.publishedBy = version.publishedBy();
        row.deprecatedFrom = version.manifest() instanceof GoldenPath path && path.support() != null
                ? path.support().deprecatedFrom()
                : null;
        return row;
    }

    void changeSource(String address) {
        source = address;
    }

    void deprecate(Deprecation given, String by) {
        deprecatedAt = given.at();
        deprecatedBy = by;
        deprecation = given.reason();
        supersededBy = given.successor();
        endsOn = given.endsOn();
        deprecationAnnounced = true;
    }

    /** @param given null to restore the version */
    void yank(@Nullable Yank given) {
        yankedAt = given == null ? null : given.at();
        yankedBy = given == null ? null : given.by();
        yank = given == null ? null : given.reason();
        yankSuccessor = given == null ? null : given.successor();
    }

    StoredVersion toStoredVersion(ManifestCache manifests) {
        return new StoredVersion(
                manifests.of(digest, manifest, format),
                digest,
                files,
                source,
                lock == null ? null : LockDocument.read(lock),
                publishedAt,
                publishedBy,
                deprecatedAt == null ? null : new Deprecation(deprecatedAt, deprecation, supersededBy, endsOn),
                yankedAt == null ? null : new Yank(yankedAt, yankedBy, yank, yankSuccessor));
    }
}
