package dev.milepost.slo.counting;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

final class SampleEvents {

    /** Made once, as it compiles the schemas of all types. */
    private static final EventReader READER = EventReaders.reader();

    private SampleEvents() {}

    /** Reports on a few runs, in disorder, some of which say the same once more. */
    static List<GoldenEvent> any(Random random, Instant now, int count) {
        var events = new ArrayList<GoldenEvent>();
        for (int i = 0; i < count; i++) {
            var far = random.nextInt(10) == 0 ? 32 * 86_400 : 2 * 86_400;
            var time = now.plusSeconds(120).minusMillis(random.nextInt(far) * 1000L + random.nextInt(1000));
            var run = random.nextInt(1 + count / 3);
            var template = random.nextInt(8) == 0
                    ? ""
                    : ", \"template_id\": \"%s\"".formatted(random.nextBoolean() ? "a" : "b");
            var status = List.of("success", "success", "failure", "cancelled").get(random.nextInt(4));
            events.add(
                    random.nextInt(3) == 0
                            ? event("e" + i, "scaffold.started", time, "{\"task_id\": \"t%d\"}".formatted(run))
                            : event(
                                    "e" + i,
                                    "scaffold.completed",
                                    time.plusSeconds(random.nextInt(400)),
                                    "{\"task_id\": \"t%d\", \"status\": \"%s\"%s}".formatted(run, status, template)));
        }
        return events;
    }

    static GoldenEvent event(String id, String type, Instant time, String data) {
        var attributes = Map.of(
                "specversion",
                "1.0",
                "id",
                id,
                "source",
                id.length() % 2 == 0 ? "/one" : "/two",
                "type",
                "com.company." + type,
                "time",
                time.toString(),
                "datacontenttype",
                "application/json");
        return READER.readChecked(Envelope.of(attributes, data.getBytes(StandardCharsets.UTF_8)), time);
    }
}
