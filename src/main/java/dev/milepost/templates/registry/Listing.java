package dev.milepost.templates.registry;

import dev.milepost.platform.sql.Snapshot;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists golden paths or modules, each with the version that new users get. */
@ApplicationScoped
class Listing {

    /**
     * Without a channel in the filter, selects the version on {@code stable}; else the highest release; else the
     * highest version.
     */
    private static final String FIND = """
            with shown as (
                select distinct on (v.name) v.*
                from registry_version v
                left join registry_channel c
                    on v.kind = 'golden-path' and c.name = v.name and c.version = v.version and c.channel = ?
                where v.kind = ? and (c.channel is not null or not ?)
                order by v.name, v.yanked_at is not null, c.channel is null, v.prerelease, v.precedence desc
            ), owned as (
                select distinct on (name) name, owner, count(*) over (partition by name) as versions
                from registry_version
                where kind = ?
                order by name, precedence desc
            )
            select v.name, v.version, o.owner as owned_by, o.versions, array(
                    select c.channel || '=' || c.version from registry_channel c
                    where v.kind = 'golden-path' and c.name = v.name order by c.channel) as channels
            from shown v join owned o using (name)
            where name > ?
                and (?::text is null or o.owner = ?)
                and (?::text is null or document #> '{metadata,tags}' @> to_jsonb(?::text))
                and (?::text is null or document #>> '{spec,lifecycle}' = ?)
                and (?::text is null or document #>> '{spec,type}' = ?)
                and (?::text is null or document #>> '{spec,phase}' = ?)
                and (?::bool is null or (deprecated_at is not null or coalesce(deprecated_from <= ?, false)) = ?)
            order by name
            limit ?
            """;

    private final Sql sql;
    private final VersionRepository versions;

    Listing(Sql sql, VersionRepository versions) {
        this.sql = sql;
        this.versions = versions;
    }

    /**
     * The filter of a list; null members match everything.
     *
     * @param owner a full ref
     * @param after the last name of the previous page
     */
    record Filter(
            @Nullable String owner,
            @Nullable String tag,
            @Nullable String lifecycle,
            @Nullable String type,
            @Nullable String phase,
            @Nullable String channel,
            @Nullable Boolean deprecated,
            String after) {}

    /**
     * @param version the selected version
     *
     * @param versions the number of versions
     * @param channels the version of each channel
     */
    record Listed(StoredVersion version, String owner, int versions, Map<String, String> channels) {}

    @Snapshot
    List<Listed> find(ManifestKind kind, Filter filter, LocalDate today, int limit) {
        var shown = sql.query(
                FIND,
                row -> shown(kind, row),
                Objects.requireNonNullElse(filter.channel(), "stable"),
                kind.storedName(),
                filter.channel() != null,
                kind.storedName(),
                filter.after(),
                filter.owner(),
                filter.owner(),
                filter.tag(),
                filter.tag(),
                filter.lifecycle(),
                filter.lifecycle(),
                filter.type(),
                filter.type(),
                filter.phase(),
                filter.phase(),
                filter.deprecated(),
                today,
                filter.deprecated(),
                limit);
        var byRef = versions.findVersions(shown.stream().map(Shown::ref).toList()).stream()
                .collect(Collectors.toMap(StoredVersion::ref, Function.identity()));
        return shown.stream()
                .map(one -> new Listed(
                        Objects.requireNonNull(byRef.get(one.ref())), one.owner(), one.versions(), one.channels()))
                .toList();
    }

    private record Shown(VersionRef ref, String owner, int versions, Map<String, String> channels) {}

    private static Shown shown(ManifestKind kind, ResultSet row) throws SQLException {
        var channels = new TreeMap<String, String>();
        for (var pointer : Objects.requireNonNull(Sql.texts(row, "channels"))) {
            var equals = pointer.indexOf('=');
            channels.put(pointer.substring(0, equals), pointer.substring(equals + 1));
        }
        return new Shown(
                new VersionRef(kind, row.getString("name"), row.getString("version")),
                row.getString("owned_by"),
                row.getInt("versions"),
                channels);
    }
}
