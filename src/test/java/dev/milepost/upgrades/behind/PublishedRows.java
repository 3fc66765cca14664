package dev.milepost.upgrades.behind;

import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.registry.ReleasedVersions;
import java.time.Instant;

/** Published versions as rows, without manifests that could be composed. */
final class PublishedRows {

    private final Sql sql;

    PublishedRows(Sql sql) {
        this.sql = sql;
    }

    /** @param changelog such as {@code {"security": ["x"]}} */
    void publish(String template, String version, Instant at, boolean isYanked, String changelog) {
        sql.update(
                """
                insert into registry_version (kind, name, version, precedence, prerelease, owner, digest, manifest, format,
                    document, lock, published_at, published_by, yanked_at, yank)
                values ('golden-path', ?, ?, ?, ?, 'group:default/platform', '', '', 'YAML',
                    jsonb_build_object('spec', jsonb_build_object('changelog', ?::jsonb)), '{}', ?, 'test', ?, ?)
                """,
                template,
                version,
                ReleasedVersions.sortKey(version),
                version.contains("-"),
                changelog,
                at,
                isYanked ? at : null,
                isYanked ? "broken" : null);
    }

    void promote(String template, String version) {
        sql.update("""
                insert into registry_promotion (name, channel, version, promoted_at, promoted_by, reason)
                values (?, 'stable', ?, now(), 'test', 'test')
                """, template, version);
    }
}
