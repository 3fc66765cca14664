package dev.milepost.templates.registry;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The channels of golden paths, and their history. */
@ApplicationScoped
@Transactional
class ChannelRepository implements PanacheRepositoryBase<RegistryPromotionEntity, Long> {

    /** Returns the current state of a template's channels, by channel name. */
    List<Promotion> findChannels(String template) {
        return list("""
                        id in (select max(id) from RegistryPromotionEntity where name = ?1 group by channel)
                        order by channel
                        """, template).stream()
                .map(RegistryPromotionEntity::toPromotion)
                .toList();
    }

    Optional<Promotion> findChannel(String template, String channel) {
        return findHistory(template, channel, Long.MAX_VALUE, 1).stream()
                .map(RegistryPromotionEntity::toPromotion)
                .findFirst();
    }

    /** Returns the versions that a channel pointed to, latest first. */
    List<RegistryPromotionEntity> findHistory(String template, String channel, long before, int limit) {
        return find("name = ?1 and channel = ?2 and id < ?3 order by id desc", template, channel, before)
                .page(0, limit)
                .list();
    }
}
