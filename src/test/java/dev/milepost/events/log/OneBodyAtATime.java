package dev.milepost.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.events.contract.GoldenEvent;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Receives events one by one, and checks that the bodies of the earlier ones are no longer in memory. */
final class OneBodyAtATime {

    private final List<WeakReference<JsonNode>> bodies = new ArrayList<>();

    /** Makes events with bodies of 500 KB about one commit. */
    static List<GoldenEvent> events(Instant time, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new GoldenEvent(
                        UUID.randomUUID(),
                        "/test",
                        "large-" + i,
                        "feedback.submitted",
                        true,
                        time.plusSeconds(i),
                        time,
                        "payments",
                        Map.of(),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("rating", 5)
                                .put("commit_sha", "abc123")
                                .put("text", "x".repeat(500_000))))
                .toList();
    }

    void see(GoldenEvent event) {
        bodies.add(new WeakReference<>(event.data()));
        System.gc();
        assertThat(bodies.stream().filter(body -> body.get() != null)).hasSize(1);
    }

    void assertSeen(int count) {
        assertThat(bodies).hasSize(count);
    }
}
