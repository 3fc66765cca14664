package dev.milepost;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import dev.milepost.local.LocalParts;
import dev.milepost.testing.RetryingClients;
import dev.milepost.testing.RunningService;
import dev.milepost.testing.ServiceProcess;
import dev.milepost.testing.Soak;
import dev.milepost.testing.history.RandomHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to many thousand events while the service, its broker or its database goes down: they count, each once. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Tag(Soak.ALONE)
class CrashIT {

    private static final int EVENTS = Integer.getInteger("milepost.crash.events", 30_000);
    private static final long SEED = Long.getLong("milepost.crash.seed", 1);
    private static final int CLIENTS = 4;
    private static final int KILLS = 3;
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final Duration NOTICED = Duration.ofSeconds(15);

    /** For a build machine that does other things too; no promise. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Map<String, String> FAST = Map.of("fsync", "off", "synchronous_commit", "off");

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    @Test
    void losesNoEventWhenKilled() throws Exception {
        try (var parts = parts();
                var process = process(parts, "killed");
                var clients = stress(process)) {

            for (var moment : moments(KILLS, EVENTS / 20, EVENTS * 9 / 10)) {
                clients.awaitSent(moment, PATIENCE);
                process.kill();
                process.startAgain();
            }
            whileItStarts(process);
            clients.awaitSent();
            process.kill();
            process.startAgain();

            assertNothingIsLostOrChanged(clients, process);
        }
    }

    @Test
    void losesNoEventDuringBrokerAndDatabaseOutages() throws Exception {
        try (var parts = parts();
                var process = process(parts, "outages");
                var clients = stress(process)) {
            var pid = process.pid();
            var moments =
                    List.of(EVENTS / 10 + random.nextInt(EVENTS / 5), EVENTS * 7 / 20 + random.nextInt(EVENTS / 10));

            clients.awaitSent(moments.get(0), PATIENCE);
            during(
                    () -> awaitUnready(process),
                    process,
                    parts::stopKafka,
                    parts::startKafka,
                    () -> refusesInTime(process));
            clients.awaitSent(moments.get(1), PATIENCE);
            during(
                    () -> assertThat(process.readiness()).isEqualTo(200),
                    process,
                    parts::stopPostgres,
                    parts::startPostgres,
                    () -> takesMore(clients));

            assertNothingIsLostOrChanged(clients, process);
            assertThat(process.isAlive()).isTrue();
            assertThat(process.pid()).isEqualTo(pid);
        }
    }

    private LocalParts parts() {
        var programs = Path.of("target/postgres-programs").toAbsolutePath();
        return LocalParts.start(folder, programs, Set.of("postgres", "kafka"), FAST);
    }

    private static ServiceProcess process(LocalParts parts, String name) throws IOException {
        var process = ServiceProcess.start(parts.get(), Path.of("target", "crash", name + ".log"));
        process.awaitReadiness(200, PATIENCE);
        return process;
    }

    private static RetryingClients stress(ServiceProcess process) {
        return RetryingClients.start(new RunningService(process::address, PATIENCE), EVENTS, CLIENTS, SEED);
    }

    /** Numbers of events sent, in order. */
    private List<Integer> moments(int count, int from, int to) {
        return IntStream.range(0, count)
                .map(i -> from + random.nextInt(to - from))
                .sorted()
                .boxed()
                .toList();
    }

    private void whileItStarts(ServiceProcess process) throws Exception {
        pass(Duration.ofMillis(random.nextInt(4_000)));
        process.kill();
        process.startAgain();
    }

    private static void awaitUnready(ServiceProcess process) {
        process.awaitReadiness(503, NOTICED);
    }

    /**
     * Takes a part away for a time; all is well again when the part is.
     *
     * @param noticed what readiness says of it: it is whether events can be taken, which needs the broker alone
     */
    private static void during(
            Runnable noticed, ServiceProcess process, Runnable stop, Runnable start, Runnable meanwhile) {
        stop.run();
        try {
            var before = System.nanoTime();
            noticed.run();
            meanwhile.run();
            noticed.run();
            pass(OUTAGE.minusNanos(System.nanoTime() - before));
        } finally {
            start.run();
        }
        process.awaitReadiness(200, PATIENCE);
    }

    private static void refusesInTime(ServiceProcess process) {
        var event = RandomHistory.withoutContradictions(SEED, 4).events().get(0).toString();
        given().baseUri(process.address().toString())
                .auth()
                .oauth2(ServiceProcess.TOKEN)
                .contentType("application/cloudevents+json; charset=UTF-8")
                .body(event)
                .post("/api/v1/events")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .time(lessThan(15L), TimeUnit.SECONDS);
    }

    private static void takesMore(RetryingClients clients) {
        clients.awaitSent(clients.sent() + 1_000, OUTAGE);
    }

    private static void assertNothingIsLostOrChanged(RetryingClients clients, ServiceProcess process) {
        var sent = System.nanoTime();
        new RunningService(process::address, PATIENCE).awaitProjection(PATIENCE);
        var projected = System.nanoTime();
        assertThat(clients.differences(PATIENCE)).isEmpty();
        System.out.printf(
                "%,d events in the numbers %,d ms after the last was sent; compared in %,d ms%n",
                clients.sent(), (projected - sent) / 1_000_000, (System.nanoTime() - projected) / 1_000_000);
        var pipeline = given().baseUri(process.address().toString())
                .auth()
                .oauth2(ServiceProcess.TOKEN)
                .get("/api/v1/pipeline");
        assertThat(pipeline.jsonPath().getLong("quarantined")).isZero();
    }

    private static void pass(Duration time) {
        if (!time.isNegative()) {
            await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
        }
    }
}
