package dev.milepost.catalog.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.platform.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class CachedServiceDirectoryTest {

    private final AtomicInteger reads = new AtomicInteger();
    private final CachedServiceDirectory directory =
            new CachedServiceDirectory(new ServiceHistory(new Sql(new PGSimpleDataSource())) {
                @Override
                public Map<String, List<OwnershipPeriod>> findPeriods(Collection<String> services) {
                    reads.incrementAndGet();
                    var team = "x".repeat(services.contains("large") ? 17 << 20 : 10);
                    return Map.of(
                            services.iterator().next(),
                            List.of(new OwnershipPeriod(Instant.EPOCH, team, null, null, null, null, null, null)));
                }
            });

    @Test
    void cachesPeriodsUnlessTheyAreLarge() {
        directory.describe("small", Instant.EPOCH);
        directory.describe("small", Instant.EPOCH);

        assertThat(reads).hasValue(1);
        await().atMost(Duration.ofSeconds(3)).until(() -> {
            int before = reads.get();
            directory.describe("large", Instant.EPOCH);
            Thread.sleep(10);
            directory.describe("large", Instant.EPOCH);
            return reads.get() == before + 2;
        });
    }
}
