package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Soak;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deployments whose lists of commits are more than is read at once are linked as others are. */
@QuarkusTest
@Tag("service")
class ListedCommitsTest {

    private static final Instant COMMITTED = Instant.parse("2026-03-01T10:00:00Z");
    private static final int DEPLOYMENTS = 8;

    /** Of each deployment. Two such lists are within 4 MiB. */
    private static final int COMMITS = 16_000;

    @Inject
    DeliveryProjection projection;

    @Inject
    Recomputation recomputation;

    @Inject
    EventReader reader;

    @Inject
    DataSource database;

    /** Deployment n lists the changes 0 to n, a commit that all list, and commits that no other lists. */
    @Test
    @Tag(Soak.ALONE)
    void deliversAndAwaitsWithTheFirstThatLists() {
        var service = "lists-" + System.nanoTime();
        var sample = new DeliverySample(reader, service);
        var events = new ArrayList<GoldenEvent>();
        for (int n = 0; n < DEPLOYMENTS; n++) {
            events.add(sample.change("change-" + n, COMMITTED.minusSeconds(n)));
            events.add(sample.deployment("d" + n, "production", listed(n), COMMITTED.plusSeconds(n)));
        }

        QuarkusTransaction.requiringNew().run(() -> {
            projection.apply(events);
            recomputation.run(List.of(service));
        });
        var linkedOnce = links(service);
        QuarkusTransaction.requiringNew().run(() -> {
            projection.apply(List.of(sample.deployment("first", "production", List.of(), COMMITTED.minusSeconds(60))));
            recomputation.run(List.of(service));
        });

        var expected =
                IntStream.range(0, DEPLOYMENTS).boxed().collect(Collectors.toMap(n -> "change-" + n, n -> "d" + n));
        assertThat(linkedOnce).isEqualTo(expected);
        assertThat(links(service)).isEqualTo(expected);
        assertThat(awaited(service)).isEqualTo(1 + DEPLOYMENTS * (COMMITS - 1));
        assertThat(new Sql(database)
                        .query(
                                "select since from awaited_change where service = ? and commit_sha = 'of-all'",
                                row -> Objects.requireNonNull(Sql.instant(row, "since")),
                                service))
                .containsExactly(COMMITTED);
    }

    private static List<String> listed(int deployment) {
        var commits = new ArrayList<String>();
        commits.add("of-all");
        IntStream.rangeClosed(0, deployment).forEach(n -> commits.add("change-" + n));
        IntStream.range(1, COMMITS).forEach(n -> commits.add("%02d%038x".formatted(deployment, n)));
        return commits;
    }

    private Map<String, String> links(String service) {
        return new Sql(database)
                        .query(
                                "select commit_sha, deployment_id from delivery where service = ?",
                                row -> Map.entry(row.getString("commit_sha"), row.getString("deployment_id")),
                                service)
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private long awaited(String service) {
        return new Sql(database)
                .query("select count(*) from awaited_change where service = ?", row -> row.getLong(1), service)
                .get(0);
    }
}
