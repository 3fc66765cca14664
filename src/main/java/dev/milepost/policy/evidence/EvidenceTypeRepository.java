package dev.milepost.policy.evidence;

import dev.milepost.policy.evidence.EvidenceTypes.DefinedType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Stores the types of evidence of one's own. A query without a transaction of its caller has its own. */
@ApplicationScoped
@Transactional
class EvidenceTypeRepository implements PanacheRepositoryBase<EvidenceTypeEntity, String> {

    Optional<DefinedType> findType(String name) {
        return findByIdOptional(name).map(EvidenceTypeEntity::toType);
    }

    /** A page of types by name. */
    List<DefinedType> findPage(String after, int limit) {
        return find("name > ?1 order by name", after).page(0, limit).stream()
                .map(EvidenceTypeEntity::toType)
                .toList();
    }

    void save(DefinedType type) {
        var existing = findById(type.name());
        if (existing == null) {
            persist(EvidenceTypeEntity.of(type));
        } else {
            existing.change(type);
        }
        flush();
    }

    void remove(String name) {
        deleteById(name);
        flush();
    }
}
