package dev.milepost.templates.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** How far all versions of golden paths are behind the ones on channel {@code stable}, without their manifests. */
@ApplicationScoped
public class ReleaseGaps {

    private static final Severity[] SEVERITIES = Severity.values();

    private static final String GAPS = """
            select name, version, newest, versions, since, severity,
                case when versions > 0 then greatest(0, floor(extract(epoch from newest_at - published_at) / 86400))
                    else 0 end as days
            from (
                select v.name, v.version, v.published_at, s.version as newest, s.published_at as newest_at, precedence,
                    count(*) filter (where is_crossed) over later as versions,
                    min(v.published_at) filter (where is_crossed) over later as since,
                    max(v.severity) filter (where is_crossed) over later as severity
                from registry_version v
                left join (
                    select c.name, r.version, r.precedence as last, r.published_at
                    from registry_channel c
                    join registry_version r on r.kind = 'golden-path' and r.name = c.name and r.version = c.version
                    where c.channel = 'stable' and r.yanked_at is null
                ) s on s.name = v.name
                cross join lateral (
                    select coalesce(v.version = s.version
                        or v.precedence < s.last and v.yanked_at is null and not v.prerelease, false) as is_crossed) crossed
                where v.kind = 'golden-path' and (?::text is null or v.name = ?)
                window later as (
                    partition by v.name order by v.precedence rows between 1 following and unbounded following)
            ) gap
            where versions >= ?
            order by name, precedence
            """;

    private final Sql sql;

    ReleaseGaps(Sql sql) {
        this.sql = sql;
    }

    /** What a service misses that does not upgrade. */
    public enum Severity {
        CHANGE,
        FIX,
        SECURITY;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far a version is behind.
     *
     * @param newest the version on channel {@code stable}; null if it is not later
     * @param versions the number of versions to cross, without yanked ones and pre-releases
     * @param days whole days between the publications of both versions
     * @param since the publication of the first version to cross; null if there is none
     * @param severity the greatest of the versions to cross, by their changelogs; null if there is none
     */
    public record ReleaseGap(
            String template,
            String version,
            @Nullable String newest,
            int versions,
            long days,
            @Nullable Instant since,
            @Nullable Severity severity) {

        /** Whether the newest version is of another major version. */
        public boolean isBreaking() {
            return newest != null && new Semver(newest).getMajor() != new Semver(version).getMajor();
        }
    }

    /**
     * Returns the gaps of at least so many versions, ascending by golden path and version.
     *
     * @param template null for all golden paths
     */
    public List<ReleaseGap> find(@Nullable String template, int versions) {
        return sql.query(GAPS, ReleaseGaps::gap, template, template, versions);
    }

    private static ReleaseGap gap(ResultSet row) throws SQLException {
        int versions = row.getInt("versions");
        return new ReleaseGap(
                row.getString("name"),
                row.getString("version"),
                versions == 0 ? null : Objects.requireNonNull(row.getString("newest")),
                versions,
                row.getLong("days"),
                Sql.instant(row, "since"),
                versions == 0 ? null : SEVERITIES[row.getInt("severity")]);
    }
}
