package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.EventReader;
import dev.milepost.platform.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What recomputation reads must not grow with the history: whatever the planner knows, it goes along indexes. */
@QuarkusTest
@Tag("service")
class RecomputationQueryPlanTest {

    private static final Instant COMMITTED = Instant.parse("2026-03-01T10:00:00Z");

    @Inject
    DeliveryProjection projection;

    @Inject
    Recomputation recomputation;

    @Inject
    EventReader reader;

    @Inject
    DataSource database;

    @Test
    void usesNoSequentialScanOfFactsOrLinks() {
        var service = "reads-" + System.nanoTime();
        var sample = new DeliverySample(reader, service);
        var events = List.of(
                sample.change("abc", COMMITTED),
                sample.deployment("1", "production", "abc", COMMITTED.plusSeconds(60)),
                sample.incident(service, COMMITTED.plusSeconds(90)));

        // In one transaction, whose marks nobody else sees and whose reads the database counts apart.
        var read = QuarkusTransaction.requiringNew().call(() -> {
            projection.apply(events);
            var before = wholeReads();
            recomputation.run(List.of(service));
            var after = wholeReads();
            after.replaceAll((table, count) -> count - before.getOrDefault(table, 0L));
            return after;
        });

        assertThat(read)
                .containsKeys("delivery", "deployment", "deployment_link", "change", "reached_commit", "incident");
        assertThat(read)
                .allSatisfy((table, count) -> assertThat(count).as(table).isZero());
    }

    /** How often the transaction has read each table of facts and links from its beginning to its end. */
    private Map<String, Long> wholeReads() {
        return new Sql(database)
                .query("""
                        select relname, seq_scan from pg_stat_xact_user_tables
                        where relname in ('change', 'deployment', 'incident', 'delivery', 'deployment_link', 'reached_commit',
                            'awaited_change', 'incident_link', 'delivery_rollup')
                        """, row -> Map.entry(row.getString(1), row.getLong(2))).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
