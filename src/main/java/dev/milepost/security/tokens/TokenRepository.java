package dev.milepost.security.tokens;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class TokenRepository {

    private static final String COLUMNS =
            "id, name, roles, sources, services, groups, created_at, created_by, expires_at, last_used_at, revoked_at,"
                    + " revoked_by";

    private final Sql sql;

    TokenRepository(Sql sql) {
        this.sql = sql;
    }

    /** Adds a token. Returns false if an unrevoked token has its name. */
    boolean add(ApiToken token, byte[] hash) {
        return sql.update(
                        """
                        insert into api_token (id, name, hash, roles, sources, services, groups, created_at, created_by,
                                               expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (name) where revoked_at is null do nothing
                        """,
                        token.id(),
                        token.name(),
                        hash,
                        token.roles(),
                        token.sources(),
                        token.services(),
                        token.groups(),
                        token.createdAt(),
                        token.createdBy(),
                        token.expiresAt())
                == 1;
    }

    Optional<ApiToken> find(UUID id) {
        return sql.query("select " + COLUMNS + " from api_token where id = ?", TokenRepository::token, id).stream()
                .findFirst();
    }

    /** Finds a token that is neither revoked nor expired. */
    Optional<ApiToken> find(byte[] hash, Instant now) {
        return sql
                .query(
                        "select " + COLUMNS
                                + " from api_token where hash = ? and revoked_at is null and expires_at > ?",
                        TokenRepository::token,
                        hash,
                        now)
                .stream()
                .findFirst();
    }

    /**
     * Lists tokens, newest first.
     *
     * @param before the last token of the previous page; null for the first page
     */
    List<ApiToken> list(@Nullable PagePosition before, int limit) {
        return sql.query(
                "select " + COLUMNS + """
                         from api_token
                        where ?::timestamptz is null or (created_at, id) < (?::timestamptz, ?::uuid)
                        order by created_at desc, id desc
                        limit ?
                        """,
                TokenRepository::token,
                before == null ? null : before.createdAt(),
                before == null ? null : before.createdAt(),
                before == null ? null : before.id(),
                limit);
    }

    /** Revokes a token. Returns false if it was revoked before. */
    boolean revoke(UUID id, String by, Instant at) {
        return sql.update(
                        "update api_token set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null",
                        at,
                        by,
                        id)
                == 1;
    }

    /** @param since if the last use is at or after this time, nothing is written */
    void saveLastUsed(UUID id, Instant at, Instant since) {
        sql.update(
                "update api_token set last_used_at = ? where id = ? and (last_used_at is null or last_used_at < ?)",
                at,
                id,
                since);
    }

    record PagePosition(Instant createdAt, UUID id) {}

    private static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                texts(row, "roles"),
                texts(row, "sources"),
                texts(row, "services"),
                texts(row, "groups"),
                instant(row, "created_at"),
                row.getString("created_by"),
                instant(row, "expires_at"),
                Sql.instant(row, "last_used_at"),
                Sql.instant(row, "revoked_at"),
                row.getString("revoked_by"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Sql.texts(row, column));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Sql.instant(row, column));
    }
}
