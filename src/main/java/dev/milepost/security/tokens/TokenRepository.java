package dev.milepost.security.tokens;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class TokenRepository implements PanacheRepositoryBase<ApiTokenEntity, UUID> {

    /** A position in the list of tokens. */
    record PagePosition(Instant createdAt, UUID id) {}

    /** Finds a token that is neither revoked nor expired. */
    Optional<ApiToken> findValid(byte[] hash, Instant now) {
        return find("hash = ?1 and revokedAt is null and expiresAt > ?2", hash, now)
                .firstResultOptional()
                .map(ApiTokenEntity::toToken);
    }

    /**
     * Finds tokens, newest first.
     *
     * @param after the last token of the previous page; null for the first page
     */
    List<ApiToken> findPage(@Nullable PagePosition after, int limit) {
        var tokens =
                after == null ? find("order by createdAt desc, id desc") : find("""
                        createdAt <= ?1 and (createdAt < ?1 or id < ?2)
                        order by createdAt desc, id desc
                        """, after.createdAt(), after.id());
        return tokens.page(0, limit).list().stream()
                .map(ApiTokenEntity::toToken)
                .toList();
    }

    /** @param since if the last use is at or after this time, nothing is written */
    void saveLastUsed(UUID id, Instant at, Instant since) {
        update("lastUsedAt = ?1 where id = ?2 and (lastUsedAt is null or lastUsedAt < ?3)", at, id, since);
    }
}
