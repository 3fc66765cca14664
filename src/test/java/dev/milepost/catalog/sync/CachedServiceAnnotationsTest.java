package dev.milepost.catalog.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.platform.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class CachedServiceAnnotationsTest {

    private final AtomicInteger reads = new AtomicInteger();
    private final CachedServiceAnnotations annotations =
            new CachedServiceAnnotations(new EntityRepository(new Sql(new PGSimpleDataSource())) {
                @Override
                Map<String, List<EntityRow>> findClaims(Collection<String> keys) {
                    reads.incrementAndGet();
                    return Map.of(keys.iterator().next(), List.of(row(keys.contains("large") ? 17 << 20 : 10)));
                }
            });

    @Test
    void cachesAnnotationsUnlessTheyAreLarge() {
        annotations.find("small");
        annotations.find("small");

        assertThat(reads).hasValue(1);
        await().atMost(Duration.ofSeconds(3)).until(() -> {
            int before = reads.get();
            annotations.find("large");
            Thread.sleep(10);
            annotations.find("large");
            return reads.get() == before + 2;
        });
    }

    private static EntityRepository.EntityRow row(int length) {
        var content = JsonNodeFactory.instance.objectNode();
        content.withObject("/metadata/annotations").put("example.com/text", "x".repeat(length));
        var entity = new CatalogEntity(new EntityRef("component", "default", "a"), content);
        return new EntityRepository.EntityRow(entity, "", Instant.EPOCH, Instant.EPOCH, null);
    }
}
