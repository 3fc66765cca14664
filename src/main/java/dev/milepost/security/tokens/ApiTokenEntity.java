package dev.milepost.security.tokens;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_token")
class ApiTokenEntity {

    @Id
    UUID id;

    String name;

    /** The SHA-256 of the secret. */
    byte[] hash;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> roles;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> sources;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> services;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> groups;

    Instant createdAt;
    String createdBy;
    Instant expiresAt;

    @Nullable
    Instant lastUsedAt;

    @Nullable
    Instant revokedAt;

    @Nullable
    String revokedBy;

    @Version
    long rowVersion;

    static ApiTokenEntity of(TokenRequest request, String secret, String by, Instant now) {
        var token = new ApiTokenEntity();
        token.id = UUID.randomUUID();
        token.name = request.name();
        token.hash = TokenSecret.hash(secret);
        token.roles = request.roles();
        token.sources = request.sources();
        token.services = request.services();
        token.groups = request.groups();
        token.createdAt = now;
        token.createdBy = by;
        token.expiresAt = request.expiresAt();
        return token;
    }

    void revoke(String by, Instant now) {
        revokedAt = now;
        revokedBy = by;
    }

    ApiToken toToken() {
        return new ApiToken(
                id,
                name,
                roles,
                sources,
                services,
                groups,
                createdAt,
                createdBy,
                expiresAt,
                lastUsedAt,
                revokedAt,
                revokedBy);
    }
}
