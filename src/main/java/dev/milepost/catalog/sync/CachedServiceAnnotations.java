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

    private static final int CACHE_SIZE = 50_000;
    private static final Duration CACHE_TTL = Duration.ofSeconds(5);

    private final LoadingCache<String, Map<String, String>> annotations;

    CachedServiceAnnotations(EntityRepository entities) {
        annotations = Caffeine.newBuilder()
                .maximumSize(CACHE_SIZE)
                .expireAfterWrite(CACHE_TTL)
                .build(service -> find(entities, service));
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
