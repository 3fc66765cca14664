package dev.milepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.delivery.facts.DeliveryReplica;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.vendors.GitHubTranslation;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A repository has the same lead times by GitHub's deliveries, in any order, as by backfill. */
class WebhookReplayTest {

    private static final int STEPS = 40;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventReader READER = EventReaders.reader();

    private static Postgres postgres;
    private static Sql sql;
    private static GitHubTranslation gitHub;
    private static DeliveryReplica replica;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        gitHub = new GitHubTranslation(
                postgres.database(), Map.of("milepost.webhooks.github.release-environment", "production"));
        replica = new DeliveryReplica(postgres, Map.of());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @Seeds(bounded = 8, all = 80)
    void givesTheLeadTimesOfBackfill(long seed) throws IOException {
        var name = "replayed-" + seed;
        try (var repository = new ReplayedRepository(seed, folder, "acme/" + name)) {
            for (int i = 0; i < STEPS; i++) {
                repository.grow();
            }

            var replayed = replay(repository, name, new Random(seed));
            var backfilled = backfill(name + "-backfilled");

            assertThat(replayed).as("seed %d", seed).isEqualTo(backfilled).isNotEmpty();
        }
    }

    /** A forced push does not say which commits it dropped. Only these are counted beside those of backfill. */
    @Seeds(bounded = 4, all = 40)
    void countsBesidesOnlyWhatWasDroppedFromMain(long seed) throws IOException {
        var name = "rewritten-" + seed;
        try (var repository = new ReplayedRepository(seed, folder, "acme/" + name)) {
            for (int i = 0; i < STEPS; i++) {
                repository.grow();
                if (i % 8 == 7) {
                    repository.rewriteMain();
                }
            }

            var replayed = replay(repository, name, new Random(seed));
            var backfilled = backfill(name + "-backfilled");

            replayed.keySet().removeAll(dropped(replayed.keySet(), backfilled.keySet(), name + "-backfilled"));
            assertThat(replayed).as("seed %d", seed).isEqualTo(backfilled).isNotEmpty();
        }
    }

    /** Those that backfill has not sent, because no branch and no tag has them any more. */
    private static Set<String> dropped(Set<String> replayed, Set<String> backfilled, String service) {
        var known = Set.copyOf(
                sql.query("select commit_sha from change where service = ?", row -> row.getString(1), service));
        assertThat(known).containsAll(backfilled);
        return replayed.stream().filter(commit -> !known.contains(commit)).collect(Collectors.toSet());
    }

    /** Projects the deliveries in the order of a seed: as they were sent, with neighbours exchanged, or in any order. */
    private static Map<String, String> replay(ReplayedRepository repository, String service, Random random) {
        var deliveries = new ArrayList<>(repository.deliveries());
        switch (random.nextInt(3)) {
            case 0 -> Collections.shuffle(deliveries, random);
            case 1 -> {
                for (int i = 1; i < deliveries.size(); i++) {
                    if (random.nextInt(3) == 0) {
                        Collections.swap(deliveries, i - 1, i);
                    }
                }
            }
            default -> {
                // As they were sent.
            }
        }
        var distinct = new LinkedHashMap<Object, GoldenEvent>();
        for (var delivery : deliveries) {
            for (var event : gitHub.translate(delivery.kind(), delivery.payload())) {
                var read = READER.read(event, Instant.EPOCH);
                // The log stores the first of several events with one identity.
                distinct.putIfAbsent(read.identity(), read);
            }
        }
        project(distinct.values(), random);
        return leadTimes(service);
    }

    private Map<String, String> backfill(String service) throws IOException {
        var events = new ArrayList<GoldenEvent>();
        try (var checkout = LocalRepository.open(folder);
                var history = GitHistory.read(checkout, HistorySelection.DEFAULT)) {
            new GoldenEventMapper(history, service, Optional.empty(), BackfillPlan.PRODUCTION)
                    .forEach(event -> events.add(
                            READER.read(new JsonFormat().deserialize(JSON.writeValueAsBytes(event)), Instant.EPOCH)));
        }
        project(events, new Random(1));
        return leadTimes(service);
    }

    private static void project(Collection<GoldenEvent> events, Random random) {
        var left = new ArrayList<>(events);
        while (!left.isEmpty()) {
            var part = left.subList(0, Math.min(left.size(), 1 + random.nextInt(50)));
            replica.project(List.copyOf(part));
            part.clear();
            if (random.nextInt(3) == 0) {
                replica.recomputeAll();
            }
        }
        replica.recomputeAll();
    }

    /** When each change was delivered, its lead time and the rule, by commit. */
    private static Map<String, String> leadTimes(String service) {
        return sql
                .query(
                        "select commit_sha, delivered_at, lead_micros, rule from delivery where service = ?",
                        row -> Map.entry(
                                row.getString("commit_sha"),
                                "%s after %d s by %s"
                                        .formatted(
                                                Sql.instant(row, "delivered_at"),
                                                row.getLong("lead_micros") / 1_000_000,
                                                row.getString("rule"))),
                        service)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
