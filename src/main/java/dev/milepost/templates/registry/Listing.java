package dev.milepost.templates.registry;

import dev.milepost.platform.sql.Rows;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.registry.Views.ListEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
            select v.name, v.version, o.owner as owned_by, o.versions, document #>> '{metadata,title}' as title,
                document #>> '{metadata,description}' as description, document #>> '{spec,type}' as type,
                document #>> '{spec,lifecycle}' as lifecycle, document #>> '{spec,phase}' as phase,
                array(select jsonb_array_elements_text(document #> '{metadata,tags}')) as tags,
                deprecated_at is not null or coalesce(deprecated_from <= ?, false) as deprecated,
                yanked_at is not null as yanked, array(
                    select c.channel || '=' || c.version from registry_channel c
                    where v.kind = 'golden-path' and c.name = v.name order by c.channel) as channels
            from shown v join owned o using (name)
            where v.name > ?
                and (?::text is null or o.owner = ?)
                and (?::text is null or document #> '{metadata,tags}' @> to_jsonb(?::text))
                and (?::text is null or document #>> '{spec,lifecycle}' = ?)
                and (?::text is null or document #>> '{spec,type}' = ?)
                and (?::text is null or document #>> '{spec,phase}' = ?)
                and (?::bool is null or (deprecated_at is not null or coalesce(deprecated_from <= ?, false)) = ?)
            order by v.name
            limit ?
            """;

    /** The size of an entry: its texts, of which a description can be long. */
    private static final String SIZE = """
            octet_length(coalesce(title, '')) + octet_length(coalesce(description, ''))
                + octet_length(tags::text) + octet_length(channels::text) + 300""";

    /** The limit of a page. */
    private static final long MAX_BYTES = 2 << 20;

    private final Sql sql;

    Listing(Sql sql) {
        this.sql = sql;
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

    /** Returns the first entries that fit into an answer, and whether there are more. */
    @Snapshot
    Rows<ListEntry> find(ManifestKind kind, Filter filter, LocalDate today, int limit) {
        return sql.queryWithin(
                MAX_BYTES,
                FIND,
                "name",
                SIZE,
                row -> entry(kind, row),
                Objects.requireNonNullElse(filter.channel(), "stable"),
                kind.storedName(),
                filter.channel() != null,
                kind.storedName(),
                today,
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
    }

    private static ListEntry entry(ManifestKind kind, ResultSet row) throws SQLException {
        var isGoldenPath = kind == ManifestKind.GOLDEN_PATH;
        return new ListEntry(
                row.getString("name"),
                row.getString("title"),
                row.getString("description"),
                row.getString("owned_by"),
                isGoldenPath ? row.getString("type") : null,
                isGoldenPath ? row.getString("lifecycle") : null,
                isGoldenPath ? null : row.getString("phase"),
                Objects.requireNonNull(Sql.texts(row, "tags")),
                row.getString("version"),
                row.getBoolean("deprecated"),
                row.getBoolean("yanked"),
                row.getInt("versions"),
                isGoldenPath ? channels(row) : null);
    }

    private static Map<String, String> channels(ResultSet row) throws SQLException {
        var channels = new TreeMap<String, String>();
        for (var pointer : Objects.requireNonNull(Sql.texts(row, "channels"))) {
            var equals = pointer.indexOf('=');
            channels.put(pointer.substring(0, equals), pointer.substring(equals + 1));
        }
        return channels;
    }
}
