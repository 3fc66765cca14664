package dev.milepost.templates.goldenpaths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script by which pipelines tell of changes, builds and deployments, run as they run it. */
class PipelineEventsTest {

    private static final EventReader READER = EventReaders.reader();
    private static final String SCRIPT = ".github/scripts/milepost-event.sh";

    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private HttpServer milepost;

    @TempDir
    Path folder;

    @BeforeEach
    void startAndCommit() throws IOException {
        assumeTrue(Stream.of("bash", "git", "jq", "curl").allMatch(ProcessResult::isThere));
        milepost = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        milepost.createContext("/api/v1/events", exchange -> {
            bodies.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        milepost.start();

        Scaffolded.newest("node-service").write(folder);
        git("init", "--quiet", "--initial-branch=main");
        commit("first");
    }

    @AfterEach
    void stop() {
        if (milepost != null) {
            milepost.stop(0);
        }
    }

    @Test
    void sendsFirstChangeWithCorrelationOfScaffolding() {
        var event = told(Map.of(), "change.created");

        assertThat(event.type()).isEqualTo("change.created");
        assertThat(event.service()).isEqualTo("payments-api");
        assertThat(event.text("template_id")).hasValue("node-service");
        assertThat(event.text("template_version")).hasValue("1.1.0");
        assertThat(event.text("repository")).hasValue("github.example.com/acme/payments-api");
        assertThat(event.extensions()).containsEntry("correlationid", Scaffolded.CORRELATION);
    }

    @Test
    void sendsLaterChangeWithParentWithoutCorrelation() {
        var first = git("rev-parse", "HEAD").output().strip();
        commit("second");

        var event = told(Map.of(), "change.created");

        assertThat(event.texts("parent_shas")).hasValue(List.of(first));
        assertThat(event.extensions()).doesNotContainKey("correlationid");
    }

    @Test
    void forwardsGivenCorrelation() {
        commit("second");

        var event = told(Map.of("MILEPOST_CORRELATION_ID", "handed-on"), "build.completed", "status=success");

        assertThat(event.extensions()).containsEntry("correlationid", "handed-on");
        assertThat(event.text("status")).hasValue("success");
        assertThat(event.text("pipeline_run_id")).hasValue("7");
    }

    @Test
    void separatesDeploymentsOfOneRun() {
        var staging = told(Map.of(), "deploy.completed", "deployment_id=7-1", "environment=staging", "status=success");
        var production =
                told(Map.of(), "deploy.completed", "deployment_id=7-1", "environment=production", "status=success");

        assertThat(staging.id()).isNotEqualTo(production.id());
        assertThat(production.text("commit_sha"))
                .isEqualTo(staging.text("commit_sha"))
                .isPresent();
    }

    @Test
    void sendsNothingWithoutMilepost() {
        var run = run(Map.of("MILEPOST_URL", ""), "change.created").succeeds();

        assertThat(run.output()).contains("MILEPOST_URL is not set");
        assertThat(bodies).isEmpty();
    }

    @Test
    void passesWhenMilepostRefuses() {
        var run = run(Map.of("MILEPOST_URL", address() + "/elsewhere"), "change.created")
                .succeeds();

        assertThat(run.output()).contains("::warning::Milepost did not take change.created");
    }

    private GoldenEvent told(Map<String, String> variables, String... arguments) {
        bodies.clear();
        run(variables, arguments).succeeds();
        assertThat(bodies).hasSize(1);
        return READER.read(new JsonFormat().deserialize(bodies.get(0)), Instant.now());
    }

    private ProcessResult run(Map<String, String> variables, String... arguments) {
        var environment = new HashMap<>(Map.of(
                "GITHUB_RUN_ID", "7",
                "GITHUB_RUN_ATTEMPT", "1",
                "GITHUB_SERVER_URL", "https://github.example.com",
                "GITHUB_REPOSITORY", "acme/payments-api",
                "GITHUB_REF_NAME", "main",
                "MILEPOST_URL", address(),
                "MILEPOST_TOKEN", ""));
        environment.put("MILEPOST_CORRELATION_ID", "");
        environment.putAll(variables);
        var command =
                Stream.concat(Stream.of("bash", SCRIPT), Stream.of(arguments)).toArray(String[]::new);
        return ProcessResult.run(folder, environment, command);
    }

    private String address() {
        return "http://localhost:" + milepost.getAddress().getPort();
    }

    private void commit(String message) {
        git("add", "--all");
        git(
                "-c",
                "user.name=Ada",
                "-c",
                "user.email=ada@example.com",
                "commit",
                "--quiet",
                "--allow-empty",
                "-m",
                message);
    }

    private ProcessResult git(String... arguments) {
        var command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new);
        return ProcessResult.run(folder, Map.of(), command).succeeds();
    }
}
