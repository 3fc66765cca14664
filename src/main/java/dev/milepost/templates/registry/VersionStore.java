package dev.milepost.templates.registry;

import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.manifests.GoldenPath;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes versions and their status. Authorization and events are the caller's responsibility. */
@ApplicationScoped
public class VersionStore {

    private static final String INSERT = """
            insert into registry_version (kind, name, version, precedence, prerelease, owner, digest, manifest, format, document,
                files, source, lock, published_at, published_by, deprecated_from)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?)
            """;

    private static final String TAKE_PLANNED = """
            update registry_version set deprecation_told = true
            where kind = 'golden-path' and deprecated_from <= ? and not deprecation_told
            returning name, version, greatest(published_at, deprecated_from at time zone 'UTC') as since
            """;

    private final Sql sql;
    private final SkeletonFiles files;
    private final ChannelRepository channels;

    VersionStore(Sql sql, SkeletonFiles files, ChannelRepository channels) {
        this.sql = sql;
        this.files = files;
        this.channels = channels;
    }

    /** Takes the advisory lock for changes of the registry until the transaction ends. Changes are rare and short. */
    public void lock() {
        sql.query("select pg_advisory_xact_lock(hashtext('milepost.registry'))", row -> 0);
    }

    public void insert(StoredVersion version, PublishRequest request) {
        files.store(request.files());
        var manifest = version.manifest();
        sql.update(
                INSERT,
                request.kind().storedName(),
                version.name(),
                version.version(),
                VersionSortKey.of(version.semver()),
                !version.semver().getPreRelease().isEmpty(),
                manifest.metadata().owner(),
                version.digest(),
                request.text(),
                request.format().name(),
                manifest.document().toString(),
                version.files(),
                version.source(),
                version.lock() == null ? null : LockDocument.of(version.lock()).write(),
                version.publishedAt(),
                version.publishedBy(),
                manifest instanceof GoldenPath path ? deprecatedFrom(path) : null);
    }

    private static @Nullable LocalDate deprecatedFrom(GoldenPath path) {
        return path.support() == null ? null : path.support().deprecatedFrom();
    }

    /** Changes the address that serves a version's folder. The content stays the same. */
    public void changeSource(ManifestKind kind, StoredVersion version, String source) {
        sql.update(
                "update registry_version set source = ? where kind = ? and name = ? and version = ?",
                source,
                kind.storedName(),
                version.name(),
                version.version());
    }

    public void deprecate(ManifestKind kind, StoredVersion version, Deprecation deprecation, String by) {
        sql.update(
                """
                update registry_version
                set deprecated_at = ?, deprecated_by = ?, deprecation = ?, superseded_by = ?, ends_on = ?,
                    deprecation_told = true
                where kind = ? and name = ? and version = ?
                """,
                deprecation.at(),
                by,
                deprecation.reason(),
                deprecation.successor(),
                deprecation.endsOn(),
                kind.storedName(),
                version.name(),
                version.version());
    }

    /** @param yank null to restore the version */
    public void yank(ManifestKind kind, StoredVersion version, @Nullable Yank yank) {
        sql.update(
                """
                update registry_version set yanked_at = ?, yanked_by = ?, yank = ?, yank_successor = ?
                where kind = ? and name = ? and version = ?
                """,
                yank == null ? null : yank.at(),
                yank == null ? null : yank.by(),
                yank == null ? null : yank.reason(),
                yank == null ? null : yank.successor(),
                kind.storedName(),
                version.name(),
                version.version());
    }

    public void promote(String template, Promotion promotion) {
        channels.add(template, promotion);
    }

    /** A version whose manifest has planned its deprecation. */
    public record PlannedDeprecation(String template, String version, Instant since) {}

    /**
     * Returns the versions whose planned date has come and that were not announced yet, and marks them as announced.
     */
    public List<PlannedDeprecation> takePlannedDeprecations(LocalDate today) {
        return sql.query(
                TAKE_PLANNED,
                row -> new PlannedDeprecation(
                        row.getString("name"),
                        row.getString("version"),
                        Objects.requireNonNull(Sql.instant(row, "since"))),
                today);
    }
}
