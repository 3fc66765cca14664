package dev.milepost.policy.signatures;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Stores the registered keys. A query without a transaction of its caller has its own, so that a request keeps no
 * connection after it.
 */
@ApplicationScoped
@Transactional
class EvidenceKeyRepository implements PanacheRepositoryBase<EvidenceKeyEntity, String> {

    Optional<EvidenceKey> findKey(String name) {
        return findByIdOptional(name).map(EvidenceKeyEntity::toKey);
    }

    /** All keys by name; their number has a limit. */
    List<EvidenceKey> findAllKeys() {
        return find("order by name").stream().map(EvidenceKeyEntity::toKey).toList();
    }

    /** A page of keys by name. */
    List<EvidenceKey> findPage(String after, int limit) {
        return find("name > ?1 order by name", after).page(0, limit).stream()
                .map(EvidenceKeyEntity::toKey)
                .toList();
    }

    void add(EvidenceKey key) {
        persistAndFlush(EvidenceKeyEntity.of(key));
    }

    void change(EvidenceKey key) {
        findById(key.name()).change(key.identity(), key.services());
        flush();
    }

    void remove(String name) {
        deleteById(name);
        flush();
    }
}
