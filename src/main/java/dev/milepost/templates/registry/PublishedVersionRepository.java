package dev.milepost.templates.registry;

import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.registry.StoredVersion.Deprecation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** The versions of names without their manifests, of which each can have a megabyte. */
@ApplicationScoped
class PublishedVersionRepository {

    private final Sql sql;
    private final ChannelRepository channels;
    private final Clock clock;

    PublishedVersionRepository(Sql sql, ChannelRepository channels, Clock clock) {
        this.sql = sql;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * The manifest of a version, which is not read.
     *
     * @param bytes the size of its text
     */
    record ManifestRef(VersionRef ref, String digest, int bytes) {}

    /** Returns the versions of a name, ascending; empty for an unknown name. */
    List<PublishedVersion> find(ManifestKind kind, String name) {
        var now = clock.instant();
        var pointers = kind == ManifestKind.GOLDEN_PATH ? channels(name) : Map.<String, Set<String>>of();
        var found = sql.query(
                """
                select version, digest, published_at, published_by, yanked_at is not null as yanked, deprecated_at,
                    deprecation, superseded_by, ends_on, deprecated_from,
                    case when deprecated_from is not null then document #>> '{spec,support,supersededBy}' end
                        as planned_successor,
                    case when deprecated_from is not null then document #>> '{spec,support,endOfLife}' end as planned_end
                from registry_version
                where kind = ? and name = ?
                order by precedence desc
                limit ?
                """, row -> published(kind, name, row, pointers, now), kind.storedName(), name, Registry.MAX_VERSIONS);
        Collections.reverse(found);
        return found;
    }

    /** Returns the manifests of the versions of several modules that are not yanked, by name and ascending. */
    List<ManifestRef> findAvailable(Collection<String> modules) {
        return sql.query("""
                select name, version, digest, octet_length(manifest) as bytes from registry_version
                where kind = 'module' and name = any(?::text[]) and yanked_at is null
                order by name, precedence
                """, PublishedVersionRepository::manifest, modules);
    }

    private static ManifestRef manifest(ResultSet row) throws SQLException {
        return new ManifestRef(
                new VersionRef(ManifestKind.MODULE, row.getString("name"), row.getString("version")),
                row.getString("digest"),
                row.getInt("bytes"));
    }

    private static PublishedVersion published(
            ManifestKind kind, String name, ResultSet row, Map<String, Set<String>> channels, Instant now)
            throws SQLException {
        var version = row.getString("version");
        return new PublishedVersion(
                new VersionRef(kind, name, version),
                new Semver(version),
                row.getString("digest"),
                Objects.requireNonNull(Sql.instant(row, "published_at")),
                row.getString("published_by"),
                row.getBoolean("yanked"),
                deprecation(row, now),
                channels.getOrDefault(version, Set.of()));
    }

    private static @Nullable Deprecation deprecation(ResultSet row, Instant now) throws SQLException {
        var at = Sql.instant(row, "deprecated_at");
        if (at != null) {
            return new Deprecation(
                    at,
                    row.getString("deprecation"),
                    row.getString("superseded_by"),
                    row.getObject("ends_on", LocalDate.class));
        }
        var planned = row.getObject("deprecated_from", LocalDate.class);
        var end = row.getString("planned_end");
        return planned == null || now.atOffset(ZoneOffset.UTC).toLocalDate().isBefore(planned)
                ? null
                : Deprecation.planned(
                        planned, row.getString("planned_successor"), end == null ? null : LocalDate.parse(end));
    }

    private Map<String, Set<String>> channels(String name) {
        return channels.findChannels(name).stream()
                .collect(Collectors.groupingBy(
                        Promotion::version, Collectors.mapping(Promotion::channel, Collectors.toSet())));
    }
}
