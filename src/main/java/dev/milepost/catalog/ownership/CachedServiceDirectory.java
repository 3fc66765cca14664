package dev.milepost.catalog.ownership;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.milepost.events.contract.ServiceDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Supplies enrichment with the metadata of services. Entries are cached for 5 seconds, because every event needs one.
 * The metrics do not depend on the cache: they read the history itself.
 */
@ApplicationScoped
class CachedServiceDirectory implements ServiceDirectory {

    /** Maximum number of cached characters, which is enough for tens of thousands of services. */
    private static final long MAX_CHARACTERS = 16L << 20;

    /** The cost of a service or period in addition to its characters, which is about its memory overhead. */
    private static final int OVERHEAD = 100;

    private static final Duration CACHE_TTL = Duration.ofSeconds(5);

    private final LoadingCache<String, List<OwnershipPeriod>> periods;

    CachedServiceDirectory(ServiceHistory history) {
        this.periods = Caffeine.newBuilder()
                .maximumWeight(MAX_CHARACTERS)
                .weigher((String service, List<OwnershipPeriod> known) -> weight(service, known))
                .expireAfterWrite(CACHE_TTL)
                .build(service -> history.findPeriods(List.of(service)).getOrDefault(service, List.of()));
    }

    private static int weight(String service, List<OwnershipPeriod> periods) {
        int weight = OVERHEAD + service.length();
        for (var period : periods) {
            weight += OVERHEAD;
            for (var text : describe(period).values()) {
                weight += text.length();
            }
        }
        return weight;
    }

    /**
     * Changes made by this replica invalidate its cache at once. Other replicas read them when their entries expire.
     */
    void invalidate(@Observes(during = TransactionPhase.AFTER_SUCCESS) ServiceHistoryChanged change) {
        periods.invalidateAll(change.sinceByService().keySet());
    }

    @Override
    public Map<String, String> describe(String service, Instant at) {
        OwnershipPeriod known = null;
        for (var period : periods.get(service)) {
            if (period.validFrom().isAfter(at)) {
                break;
            }
            known = period;
        }
        return known == null ? Map.of() : describe(known);
    }

    private static Map<String, String> describe(OwnershipPeriod known) {
        var described = new LinkedHashMap<String, String>();
        put(described, "team", known.team());
        put(described, "system", known.system());
        put(described, "domain", known.domain());
        put(described, "tier", known.tier());
        put(described, "risk", known.risk());
        put(described, "template", known.template());
        put(described, "templateversion", known.templateVersion());
        return described;
    }

    private static void put(Map<String, String> described, String name, @Nullable String value) {
        if (value != null) {
            described.put(name, value);
        }
    }
}
