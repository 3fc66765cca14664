package dev.milepost.security.signing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/** The public key of a replica. */
@Entity
@Immutable
@Table(name = "signing_key")
class SigningKeyEntity {

    @Id
    String id;

    /** The members of the JSON Web Key. */
    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> jwk;

    Instant createdAt;

    /** When no token that the key signed is valid any more. */
    Instant expiresAt;

    static SigningKeyEntity of(EllipticCurveJsonWebKey key, Instant createdAt, Instant expiresAt) {
        var entity = new SigningKeyEntity();
        entity.id = key.getKeyId();
        entity.jwk = key.toParams(OutputControlLevel.PUBLIC_ONLY);
        entity.createdAt = createdAt;
        entity.expiresAt = expiresAt;
        return entity;
    }
}
