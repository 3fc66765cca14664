package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.local.LocalParts;
import dev.milepost.testing.Case;
import dev.milepost.testing.CaseRunner;
import dev.milepost.testing.EventTopics;
import dev.milepost.testing.LoadBalancedClients;
import dev.milepost.testing.RunningService;
import dev.milepost.testing.ServiceProcess;
import dev.milepost.testing.SlowRequest;
import dev.milepost.testing.Soak;
import dev.milepost.testing.TraceCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, one replica of it or two, on a PostgreSQL and a Kafka that outlive it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Tag(Soak.ALONE)
class ReplicasIT {

    /** For a build machine that does other things too; no promise. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How long a replica that was told to stop goes on to be asked. */
    private static final Map<String, String> GRACE = Map.of("quarkus.shutdown.delay", "3S");

    private static final Duration PAST_GRACE = Duration.ofMillis(3_500);

    private static final Duration PACE = Duration.ofMillis(100);
    private static final List<Case> CASES = Case.conformance();

    @TempDir
    private static Path folder;

    private static LocalParts parts;

    private final List<Case> told = new ArrayList<>();

    @BeforeAll
    static void startParts() {
        var programs = Path.of("target/postgres-programs").toAbsolutePath();
        var fast = Map.of("fsync", "off", "synchronous_commit", "off");
        parts = LocalParts.start(folder, programs, Set.of("postgres", "kafka"), fast);
    }

    @AfterAll
    static void stopParts() {
        parts.close();
    }

    /**
     * One comes while events do, each is replaced in turn, one is killed and comes again: partitions move and no number
     * does, and who asks only those that are ready is always answered. One of them is told where traces go; the other sends
     * none to where they go by default.
     */
    @Test
    void answersConsistentlyDuringRollingRestarts() throws Exception {
        try (var traces = new TraceCollector(0);
                var byDefault = new TraceCollector(TraceCollector.DEFAULT_PORT);
                var first = service("first", GRACE);
                var second = service("second", tracing(traces))) {
            first.awaitReadiness(200, PATIENCE);
            tellUntil(first, () -> second.readiness() == 200);
            try (var clients = LoadBalancedClients.to(List.of(first, second))) {
                stopWhileAsked(first);
                startAgain(first, second);
                second.stop();
                startAgain(second, first);

                assertThat(clients.answered()).isGreaterThan(100);
                assertThat(clients.faults()).isEmpty();
            }
            second.kill();
            tellUntil(first, more(10));
            second.startAgain();
            tellUntil(first, () -> second.readiness() == 200);
            tellUntil(second, more(10));

            assertAnswers(first, told);
            assertAnswers(second, told.subList(told.size() - 10, told.size()));
            assertThat(traces.heard()).isNotEmpty();
            assertThat(byDefault.heard()).isEmpty();
        }
    }

    /** Stops a replica that is being asked something; it is answered, however long it takes to ask. */
    private static void stopWhileAsked(ServiceProcess replica) throws Exception {
        try (var slow = SlowRequest.begin(replica.address())) {
            replica.stop();
            await().pollDelay(PAST_GRACE).atMost(PATIENCE).until(() -> replica.readiness() != 200);

            assertThat(slow.finish()).startsWith("HTTP/1.1 202");
        }
    }

    private void startAgain(ServiceProcess replica, ServiceProcess other) throws IOException {
        tellUntil(other, () -> !replica.isAlive());
        replica.startAgain();
        tellUntil(other, () -> replica.readiness() == 200);
    }

    /** Offsets begin again, and what is in the new topics is partly what was in the old ones. */
    @Test
    void countsEventsOfRecreatedTopicsOnce() throws Exception {
        try (var service = service("topics", Map.of())) {
            service.awaitReadiness(200, PATIENCE);
            tellUntil(service, more(20));
            client(service).awaitProjection(PATIENCE);
            var before = List.copyOf(told);
            service.stop();
            await().atMost(PATIENCE).until(() -> !service.isAlive());

            try (var topics = new EventTopics(servers())) {
                topics.makeAnew();
                // More than there was, so that an offset of before would skip some of it.
                before.forEach(each -> topics.send(each.events()));
                before.forEach(each -> topics.send(each.events()));
                CASES.forEach(each -> {
                    told.add(CaseRunner.alone(each));
                    topics.send(told.get(told.size() - 1).events());
                });
                topics.awaitSent();
            }
            service.startAgain();
            service.awaitReadiness(200, PATIENCE);
            tellUntil(service, more(10));

            assertAnswers(service, told);
        }
    }

    private static Map<String, String> tracing(TraceCollector traces) {
        var properties = new HashMap<>(GRACE);
        properties.put("otel.exporter.otlp.endpoint", traces.address());
        return properties;
    }

    private static ServiceProcess service(String name, Map<String, String> more) throws IOException {
        var properties = new HashMap<>(parts.get());
        properties.putAll(more);
        return ServiceProcess.start(properties, log(name));
    }

    private static String servers() {
        return Objects.requireNonNull(parts.get().get("kafka.bootstrap.servers"));
    }

    private static Path log(String name) {
        return Path.of("target", "replicas", name + ".log");
    }

    /** Tells one case after the other, each in a way and about services of its own, until something has come true. */
    private void tellUntil(ServiceProcess service, BooleanSupplier condition) {
        do {
            var next = CASES.get(told.size() % CASES.size()).variations();
            var alone = CaseRunner.alone(next.get(told.size() / CASES.size() % next.size()));
            client(service).sendBatch(alone.events());
            told.add(alone);
            await().pollDelay(PACE).until(() -> true);
        } while (!condition.getAsBoolean());
    }

    private BooleanSupplier more(int cases) {
        var enough = told.size() + cases;
        return () -> told.size() >= enough;
    }

    private static RunningService client(ServiceProcess service) {
        return new RunningService(service::address, PATIENCE);
    }

    private static void assertAnswers(ServiceProcess service, List<Case> told) {
        client(service).awaitProjection(PATIENCE);
        var runner = new CaseRunner(client(service));
        assertThat(told).allSatisfy(each -> assertThat(runner.differences(each)).isEmpty());
    }
}
