package dev.milepost.security.signing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

@ApplicationScoped
@Transactional
class SigningKeyRepository implements PanacheRepositoryBase<SigningKeyEntity, String> {

    /** Commits a key independently of the current transaction. */
    @Transactional(TxType.REQUIRES_NEW)
    void add(SigningKeyEntity key) {
        persistAndFlush(key);
    }

    /** The keys that can verify unexpired tokens, oldest first. Each replica adds one an hour. */
    List<Map<String, Object>> findValid(Instant now) {
        return list("expiresAt > ?1 order by createdAt, id", now).stream()
                .map(key -> key.jwk)
                .toList();
    }

    @Transactional(TxType.REQUIRES_NEW)
    void deleteExpired(Instant now) {
        delete("expiresAt <= ?1", now);
    }
}
