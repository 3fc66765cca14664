package dev.milepost.security.tokens;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
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

    @Nullable Instant lastUsedAt;

    @Nullable Instant revokedAt;

    @Nullable String revokedBy;

    ApiToken toToken() {
        return new ApiToken(
                id, name, roles, sources, services, groups, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt,
                revokedBy);
    }
}
