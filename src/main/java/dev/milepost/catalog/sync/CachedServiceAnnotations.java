package dev.milepost.catalog.sync;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.milepost.events.contract.ServiceAnnotationLookup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Supplies routing with the annotations of services. Entries are cached for 5 seconds, because every event needs one.
 */
@ApplicationScoped
class CachedServiceAnnotations implements ServiceAnnotationLookup {

    /** Maximum number of cached characters, which is enough for tens of thousands of services. */
    private static final long MAX_CHARACTERS = 16L << 20;

    /** The cost of a service or annotation in addition to its characters, which is about its memory overhead. */
    private static final int OVERHEAD = 100;

    private static final Duration CACHE_TTL = Duration.ofSeconds(5);

    private final LoadingCache<String, Map<String, String>> annotations;

    CachedServiceAnnotations(EntityRepository entities) {
        annotations = Caffeine.newBuilder()
                .maximumWeight(MAX_CHARACTERS)
                .weigher((String service, Map<String, String> found) -> weight(service, found))
                .expireAfterWrite(CACHE_TTL)
                .build(service -> find(entities, service));
    }

    private static int weight(String service, Map<String, String> annotations) {
        int weight = OVERHEAD + service.length();
        for (var annotation : annotations.entrySet()) {
            weight += OVERHEAD
                    + annotation.getKey().length()
                    + annotation.getValue().length();
        }
        return weight;
    }

    @Override
    public Map<String, String> find(String service) {
        return annotations.get(service);
    }

    private static Map<String, String> find(EntityRepository entities, String service) {
        var found = new HashMap<String, String>();
        entities.findClaims(List.of(service)).getOrDefault(service, List.of()).stream()
                .limit(1)
                .flatMap(kept ->
                        kept.entity().content().at("/metadata/annotations").propertyStream())
                .forEach(annotation ->
                        JsonTexts.of(annotation.getValue()).ifPresent(text -> found.put(annotation.getKey(), text)));
        return found;
    }
}
