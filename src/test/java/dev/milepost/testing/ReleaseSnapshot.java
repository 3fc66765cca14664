package dev.milepost.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.local.LocalParts;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps what a release leaves in its database, and what it answers, for later ones to be held against. Before a release, on
 * the packaged service of that release:
 *
 * <pre>
 * mvn -q -B package -DskipTests
 * java -cp "target/test-classes:target/classes:$(mvn -q dependency:build-classpath -Dmdep.outputFile=/dev/stdout)" \
 *     dev.milepost.testing.ReleaseSnapshot target/quarkus-app src/test/resources/upgrade
 * </pre>
 */
public final class ReleaseSnapshot {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What comes after the numbers: rows of the registry's news, files rendered for runs. */
    private static final Duration ALL_ELSE = Duration.ofSeconds(20);

    /** Members that another day would have otherwise. */
    private static final Map<String, String> OF_TODAY = Map.of("/behind", "days", "/version_lag", "p50_days");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    ReleaseSnapshot(URI address) {
        this.address = address;
    }

    /** @param arguments the folder of the packaged service, and the folder of the data of releases */
    public static void main(String... arguments) throws Exception {
        var resources = Path.of(arguments[1]);
        var folder = Files.createTempDirectory("release-");
        var parts = LocalParts.start(folder, folder.resolve("programs"), Set.of("postgres", "kafka"), Map.of());
        try (parts) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var builder = new ProcessBuilder(
                    java, "-jar", Path.of(arguments[0], "quarkus-run.jar").toString());
            try (var process = ServiceProcess.start(builder, parts.get(), folder.resolve("service.log"))) {
                process.awaitReadiness(200, PATIENCE);
                var release = new ReleaseSnapshot(process.address());
                release.tell(JSON.readTree(resources.resolve("steps.json").toFile()));
                new RunningService(process::address, PATIENCE).awaitProjection(PATIENCE);
                Thread.sleep(ALL_ELSE.toMillis());
                var answers = release.ask(Files.readAllLines(resources.resolve("questions.txt")));
                process.stop();
                process.awaitEnd(PATIENCE);
                var database = new DatabaseCopy(parts.get());
                var kept = Files.createDirectories(resources.resolve(database.version()));
                Files.write(kept.resolve("data.sql"), database.statements());
                Files.writeString(
                        kept.resolve("answers.json"), answers.toPrettyString() + "\n", StandardCharsets.UTF_8);
            }
        }
    }

    /** The answers to questions by their paths, without what another moment would have answered otherwise. */
    ObjectNode ask(List<String> paths) throws Exception {
        var answers = JSON.createObjectNode();
        for (var path : paths) {
            var answer = get(path);
            if (answer.isEmpty()) {
                throw new IllegalStateException(path + " has no answer");
            }
            Thread.sleep(50);
            var lasting = lasting(answer, get(path));
            OF_TODAY.forEach((where, name) -> {
                if (lasting.at(where) instanceof ObjectNode members) {
                    members.remove(name);
                }
            });
            answers.set(path, lasting);
        }
        return answers;
    }

    JsonNode get(String path) throws Exception {
        return JSON.readTree(send(HttpRequest.newBuilder(address.resolve(path))));
    }

    private static JsonNode lasting(JsonNode answer, JsonNode later) {
        if (answer instanceof ObjectNode members && later.isObject()) {
            var kept = JSON.createObjectNode();
            members.properties().forEach(member -> {
                var again = later.get(member.getKey());
                if (again != null
                        && (member.getValue().equals(again) || member.getValue().isContainerNode())) {
                    kept.set(member.getKey(), lasting(member.getValue(), again));
                }
            });
            return kept;
        }
        return answer;
    }

    /** Takes the steps one after the other. */
    private void tell(JsonNode steps) throws Exception {
        for (var step : steps) {
            var request =
                    HttpRequest.newBuilder(address.resolve(step.path("path").asText()));
            var method = step.path("method").asText();
            if (step.has("tar")) {
                var tar = TarArchive.write(tree(step.path("tar")));
                request.header("Content-Type", "application/x-tar").method(method, BodyPublishers.ofByteArray(tar));
            } else if (step.has("yaml")) {
                request.header("Content-Type", "application/yaml")
                        .method(
                                method,
                                BodyPublishers.ofString(step.path("yaml").asText()));
            } else if (step.has("events")) {
                request.header("Content-Type", "application/cloudevents-batch+json")
                        .method(method, BodyPublishers.ofString(events(step.path("events"))));
            } else {
                request.header("Content-Type", "application/json")
                        .method(
                                method,
                                BodyPublishers.ofString(step.path("json").toString()));
            }
            send(request);
        }
    }

    private static FileTree tree(JsonNode texts) {
        var files = new HashMap<String, TreeFile>();
        texts.properties()
                .forEach(file ->
                        files.put(file.getKey(), TreeFile.text(file.getValue().asText())));
        return FileTree.of(files);
    }

    private static String events(JsonNode events) {
        var all = JSON.createArrayNode();
        for (var event : events) {
            ObjectNode whole = event.deepCopy();
            whole.put("specversion", "1.0")
                    .put("id", "e" + all.size())
                    .put("source", "release")
                    .put("type", "com.company." + event.path("type").asText());
            all.add(whole);
        }
        return all.toString();
    }

    private String send(HttpRequest.Builder request) throws Exception {
        var built = request.header("Authorization", "Bearer " + ServiceProcess.TOKEN)
                .build();
        var answer = http.send(built, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("%s: %d %s".formatted(built, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }
}
