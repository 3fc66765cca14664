package dev.milepost;

import static dev.milepost.HttpEdgeService.ENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.testing.Latency;
import dev.milepost.testing.SlowClients;
import dev.milepost.testing.Soak;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send slowly do not slow down others. The packaged service as production runs it. */
@Tag(Soak.ALONE)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SlowClientLatencyIT {

    private static final int SLOW = 500;
    private static final int ROUNDS = 3;

    private static HttpEdgeService service;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        service = new HttpEdgeService(folder, Path.of("target", "slow-clients", "latency.log"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** The latencies that 99 of a hundred requests stay below, and half of them. */
    private record Latencies(Latency events, Latency ready, Latency live, Latency pipeline) {

        static Latencies measure() throws Exception {
            return new Latencies(
                    Latency.of(() -> assertThat(service.postEvent()).isEqualTo(202)),
                    Latency.of(() -> assertThat(service.get("/q/health/ready").statusCode())
                            .isEqualTo(200)),
                    Latency.of(() -> assertThat(service.get("/q/health/live").statusCode())
                            .isEqualTo(200)),
                    Latency.of(() -> assertThat(service.get("/api/v1/pipeline").statusCode())
                            .isEqualTo(200)));
        }

        /** Of two rounds the quieter, as other work of the machine only makes them slower. */
        Latencies best(Latencies other) {
            return new Latencies(
                    events.best(other.events),
                    ready.best(other.ready),
                    live.best(other.live),
                    pipeline.best(other.pipeline));
        }

        boolean isNear(Latencies calm) {
            return events.isNear(calm.events)
                    && ready.isNear(calm.ready)
                    && live.isNear(calm.live)
                    && pipeline.isMedianNear(calm.pipeline);
        }

        void assertNear(Latencies calm) {
            events.assertNear(calm.events, "events");
            ready.assertNear(calm.ready, "readiness");
            live.assertNear(calm.live, "liveness");
            // It asks the database, whose slowest answers say more of the machine.
            pipeline.assertMedianNear(calm.pipeline, "the pipeline");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsLatencyWithFiveHundredSlowClients(boolean withToken) throws Exception {
        Latencies.measure();
        var calm = Latencies.measure();
        var attacked = attacked(withToken);
        for (int round = 1; round < ROUNDS && !attacked.isNear(calm); round++) {
            calm = calm.best(Latencies.measure());
            attacked = attacked.best(attacked(withToken));
        }

        attacked.assertNear(calm);
        await().atMost(ENDED).untilAsserted(() -> {
            assertThat(service.gauge("milepost_http_bytes_in_flight")).isZero();
            assertThat(service.gauge("milepost_http_bodies_arriving")).isZero();
        });
        var after = Latencies.measure();
        (after.isNear(calm) ? after : after.best(Latencies.measure())).assertNear(calm);
    }

    private static Latencies attacked(boolean withToken) throws Exception {
        try (var slow = SlowClients.begin(
                service.address(), SLOW, withToken ? RequestBeginnings.WITH_TOKEN : RequestBeginnings.WITHOUT_TOKEN)) {
            var latencies = Latencies.measure();
            assertThat(service.deliver()).isEqualTo(202);
            await("ends of slow clients").atMost(ENDED).until(() -> slow.ended() > SLOW / 2);
            return latencies;
        }
    }
}
