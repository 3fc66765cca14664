package dev.milepost.upgrades.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.testing.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunFoldTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant TEN = Instant.parse("2026-06-10T10:00:00Z");

    @Test
    void takesLatestValueOfEachField() {
        var run = fold(
                event(
                        "scaffold.completed",
                        60,
                        "{'status': 'success', 'service_id': 'a', 'template_version': '1.0.0'}"),
                event("scaffold.started", 0, "{'team': 'group:default/payments', 'initiator': 'user:default/jane'}"),
                event("scaffold.completed", 90, "{'status': 'success', 'buildable': true, 'pr_id': 7}"));

        assertThat(run.run().service()).isEqualTo("a");
        assertThat(run.run().version()).isEqualTo("1.0.0");
        assertThat(run.run().team()).isEqualTo("payments");
        assertThat(run.run().initiator()).isEqualTo("user:default/jane");
        assertThat(run.run().buildable()).isTrue();
        assertThat(run.run().pullRequest()).isEqualTo("7");
        assertThat(run.run().startedAt()).isEqualTo(TEN);
        assertThat(run.run().completedAt()).isEqualTo(TEN.plusSeconds(60));
        assertThat(run.run().correlationId()).isEqualTo("task");
        assertThat(run.parameters()).isNull();
    }

    @Test
    void endsAtFirstFinalStatus() {
        var run = fold(
                event("scaffold.completed", 60, "{'status': 'failure'}"),
                event("scaffold.completed", 120, "{'status': 'success'}"),
                event("scaffold.completed", 180, "{'status': 'success'}"));

        assertThat(run.run().status()).isEqualTo(ScaffoldRun.Status.SUCCESS);
        assertThat(run.run().completedAt()).isEqualTo(TEN.plusSeconds(120));
    }

    @Test
    void ignoresOtherEvents() {
        assertThat(RunReport.of(event("deploy.completed", 0, "{}"))).isEmpty();
    }

    /** A law: whatever comes first, a run is a function of the set of its reports. */
    @Seeds(bounded = 40, all = 200)
    void ignoresOrderOfEvents(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<GoldenEvent>();
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
            var data = JSON.createObjectNode();
            maybe(random, data, "service_id");
            maybe(random, data, "template_version");
            maybe(random, data, "team");
            maybe(random, data, "initiator");
            maybe(random, data, "repository");
            if (random.nextInt(3) == 0) {
                data.putObject("parameters").put("name", "n" + n);
            }
            if (random.nextInt(3) == 0) {
                data.put("kind", random.nextBoolean() ? "create" : "upgrade");
            }
            boolean started = random.nextInt(3) == 0;
            if (!started) {
                data.put("status", List.of("success", "failure", "cancelled").get(random.nextInt(3)));
            }
            events.add(event(started ? "scaffold.started" : "scaffold.completed", random.nextInt(3), data.toString()));
        }
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);

        assertThat(fold(shuffled.toArray(GoldenEvent[]::new))).isEqualTo(fold(events.toArray(GoldenEvent[]::new)));
    }

    private static void maybe(Random random, ObjectNode data, String field) {
        if (random.nextBoolean()) {
            data.put(field, field + random.nextInt(3));
        }
    }

    private static AggregatedRun fold(GoldenEvent... events) {
        return AggregatedRun.of(List.of(events).stream()
                .flatMap(event -> RunReport.of(event).stream())
                .toList());
    }

    private static GoldenEvent event(String type, int seconds, String json) {
        try {
            var data = (ObjectNode) JSON.readTree(json.replace('\'', '"'));
            data.put("task_id", "task").put("template_id", "path");
            return new GoldenEvent(
                    UUID.randomUUID(),
                    "backstage",
                    UUID.randomUUID().toString(),
                    type,
                    true,
                    TEN.plusSeconds(seconds),
                    TEN,
                    data.path("service_id").textValue(),
                    Map.of(),
                    data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
