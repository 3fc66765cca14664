package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.testing.EqualHashes;
import dev.milepost.testing.Soak;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Projection and recomputation of a service whose commits, environments and ids all have the same hash code. */
@QuarkusTest
@Tag("service")
@Tag(Soak.ALONE)
class EqualHashesTest {

    private static final int COMMITS = 20_000;
    private static final int DEPLOYMENTS = 2_000;
    private static final int MOST_GROWTH = 3;

    /** What a slow and busy machine may take in addition. */
    private static final Duration FLOOR = Duration.ofSeconds(5);

    private static final Instant BEGINNING = Instant.parse("2026-03-01T10:00:00Z");

    @Inject
    DeliveryProjection projection;

    @Inject
    Recomputation recomputation;

    @Inject
    EventReader reader;

    @Test
    void takeAsLongAsTextsOfDifferentHashCodes() {
        var different = IntStream.range(0, COMMITS).mapToObj("%034d"::formatted).toList();

        var usual = timeOf(different);
        var taken = timeOf(EqualHashes.texts(COMMITS));

        assertThat(taken)
                .as("after %s", usual)
                .isLessThan(usual.multipliedBy(MOST_GROWTH).plus(FLOOR));
    }

    /** The first deployment is of the first commit and the last of the last one, so that all are in its window. */
    private Duration timeOf(List<String> texts) {
        var sample = new DeliverySample(reader, "equal-hashes-" + System.nanoTime());
        var events = new ArrayList<GoldenEvent>();
        for (int i = 0; i < COMMITS; i++) {
            events.add(sample.change(texts.get(i), BEGINNING.plusSeconds(i)));
        }
        var deployedAt = BEGINNING.plusSeconds(COMMITS);
        events.add(sample.deployment("first", "production", texts.get(0), deployedAt));
        for (int i = 0; i < DEPLOYMENTS; i++) {
            var text = texts.get(i);
            events.add(sample.deployment(text, text, text, deployedAt.plusSeconds(i)));
            events.add(sample.incident(text, deployedAt.plusSeconds(i)));
        }
        events.add(
                sample.deployment("last", "production", texts.get(COMMITS - 1), deployedAt.plusSeconds(DEPLOYMENTS)));
        return timeOf(sample.service(), events);
    }

    private Duration timeOf(String service, List<GoldenEvent> events) {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(600));
        try {
            var begun = System.nanoTime();
            projection.apply(events);
            assertThat(recomputation.run(List.of(service))).isOne();
            return Duration.ofNanos(System.nanoTime() - begun);
        } finally {
            QuarkusTransaction.rollback();
        }
    }
}
