package dev.milepost.templates.registry;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The channels of golden paths, and their history. */
@ApplicationScoped
class ChannelRepository {

    private static final String COLUMNS = "channel, version, previous_version, promoted_at, promoted_by, reason";

    private final Sql sql;

    ChannelRepository(Sql sql) {
        this.sql = sql;
    }

    /** Returns the current state of a template's channels, by channel name. */
    List<Promotion> findAll(String template) {
        return sql.query(
                "select " + COLUMNS + " from registry_channel where name = ? order by channel",
                ChannelRepository::promotion,
                template);
    }

    Optional<Promotion> find(String template, String channel) {
        return findHistory(template, channel, Long.MAX_VALUE, 1).stream()
                .map(Numbered::promotion)
                .findFirst();
    }

    /** @param id increases with every promotion */
    record Numbered(long id, Promotion promotion) {}

    /** Returns the versions that a channel pointed to, latest first. */
    List<Numbered> findHistory(String template, String channel, long before, int limit) {
        return sql.query(
                "select id, " + COLUMNS
                        + " from registry_promotion where name = ? and channel = ? and id < ? order by id desc limit ?",
                row -> new Numbered(row.getLong("id"), promotion(row)),
                template,
                channel,
                before,
                limit);
    }

    void add(String template, Promotion promotion) {
        sql.update(
                "insert into registry_promotion (name, " + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)",
                template,
                promotion.channel(),
                promotion.version(),
                promotion.previousVersion(),
                promotion.promotedAt(),
                promotion.promotedBy(),
                promotion.reason());
    }

    private static Promotion promotion(ResultSet row) throws SQLException {
        return new Promotion(
                row.getString("channel"),
                row.getString("version"),
                row.getString("previous_version"),
                Objects.requireNonNull(Sql.instant(row, "promoted_at")),
                row.getString("promoted_by"),
                row.getString("reason"));
    }
}
