package dev.milepost.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.GuardedService;
import dev.milepost.testing.ServiceProcess;
import dev.milepost.testing.TokenClient;
import java.nio.charset.StandardCharsets;

/** Golden paths that are published to a service by the command, as CI does it. */
final class GoldenPathCommands {

    private final GuardedService service;
    private final TokenClient client;

    GoldenPathCommands(GuardedService service) {
        this.service = service;
        this.client = service.client();
    }

    /** So that the catalog has an address. */
    void promote() throws Exception {
        assertThat(publish(ServiceProcess.TOKEN, "templates")).startsWith("0 ");
        var promoted = client.put(
                "/api/v1/templates/node-service/channels/stable",
                ServiceProcess.TOKEN,
                "application/json",
                "{\"version\": \"1.0.0\", \"reason\": \"first\"}");
        assertThat(promoted.status()).as("%s", promoted).isIn(200, 201);
    }

    /** The first address in the catalog of golden paths. */
    static String catalogOf(TokenClient caller, String... headers) throws Exception {
        var catalog = caller.get("/api/v1/backstage/catalog.yaml", ServiceProcess.TOKEN, headers);
        return catalog.response()
                .body()
                .lines()
                .filter(line -> line.contains("/template.yaml"))
                .map(line -> line.replaceFirst("^[ \"-]*", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(catalog.toString()));
    }

    /** The exit code of the command, and what it says. */
    String publish(String token) throws Exception {
        return publish(token, "templates/modules/publish-github");
    }

    String publish(String token, String folder) throws Exception {
        var command = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar",
                        "templates",
                        "publish",
                        folder,
                        "--url",
                        service.process().address().toString())
                .redirectErrorStream(true);
        command.environment().put("MILEPOST_TOKEN", token);
        var running = command.start();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return running.waitFor() + " " + said;
    }
}
