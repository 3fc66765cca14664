package dev.milepost.templates;

import dev.milepost.manifests.GoldenPath;
import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes versions, and what becomes of them. */
@ApplicationScoped
class VersionStore {

    private static final String INSERT = """
            insert into registry_version (kind, name, version, precedence, prerelease, owner, digest, manifest, format, document,
                files, source, lock, published_at, published_by, deprecated_from)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?)
            """;

    private final Sql sql;

    VersionStore(DataSource database) {
        this.sql = new Sql(database);
    }

    void insert(StoredVersion version, Submission submission) {
        var manifest = version.manifest();
        sql.update(
                INSERT,
                submission.kind().written(),
                version.name(),
                version.version(),
                Precedence.of(version.semver()),
                !version.semver().getPreRelease().isEmpty(),
                manifest.metadata().owner(),
                version.digest(),
                submission.text(),
                submission.format().name(),
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

    /** Where its folder is served from now on; the content is the same. */
    void move(Kind kind, StoredVersion version, String source) {
        sql.update(
                "update registry_version set source = ? where kind = ? and name = ? and version = ?",
                source,
                kind.written(),
                version.name(),
                version.version());
    }

    void deprecate(Kind kind, StoredVersion version, Deprecation deprecation, String by) {
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
                kind.written(),
                version.name(),
                version.version());
    }

    /** @param yank null where it is on offer again */
    void yank(Kind kind, StoredVersion version, @Nullable Yank yank) {
        sql.update(
                """
                update registry_version set yanked_at = ?, yanked_by = ?, yank = ?, yank_successor = ?
                where kind = ? and name = ? and version = ?
                """,
                yank == null ? null : yank.at(),
                yank == null ? null : yank.by(),
                yank == null ? null : yank.reason(),
                yank == null ? null : yank.successor(),
                kind.written(),
                version.name(),
                version.version());
    }
}
