package dev.milepost.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Scaffold runs that are sent, of templates in turn. */
final class SloRuns {

    private static final int BATCH = 500;

    private final Api api;
    private final int templates;
    private int sent;

    SloRuns(Api api, int templates) {
        this.api = api;
        this.templates = templates;
    }

    /** How many a second are through the whole pipeline. */
    double send(int events) {
        long start = System.nanoTime();
        for (int n = 0; n < events; n += BATCH) {
            post(BATCH);
        }
        api.awaitNoLag();
        return events * 1e9 / (System.nanoTime() - start);
    }

    void post(int events) {
        var batch = IntStream.range(0, events).mapToObj(n -> event()).collect(Collectors.joining(",", "[", "]"));
        api.post("application/cloudevents-batch+json", batch.getBytes(StandardCharsets.UTF_8));
    }

    private String event() {
        var id = UUID.randomUUID();
        return """
                {"specversion": "1.0", "id": "%1$s", "source": "/bench", "type": "com.company.scaffold.completed",
                 "time": "%2$s", "datacontenttype": "application/json",
                 "data": {"task_id": "%1$s", "template_id": "%3$s", "status": "%4$s"}}
                """.formatted(
                id, Instant.now(), SloDocuments.name(1 + sent++ % templates), sent % 25 == 0 ? "failure" : "success");
    }
}
