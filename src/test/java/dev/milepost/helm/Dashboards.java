package dev.milepost.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards of the chart, and what they ask whom. */
final class Dashboards {

    static final Path FOLDER = Path.of("helm/milepost/dashboards");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Dashboards() {}

    static List<JsonNode> all() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(Dashboards::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The queries of panels. */
    static Stream<JsonNode> queries() {
        return all().stream()
                .flatMap(dashboard -> dashboard.path("panels").valueStream())
                .flatMap(panel -> panel.path("targets").valueStream());
    }

    /** What is asked of Prometheus, by panels and by variables. */
    static Stream<String> expressions() {
        return Stream.concat(
                queries()
                        .filter(query -> query.has("expr"))
                        .map(query -> query.path("expr").asText()),
                all().stream()
                        .flatMap(dashboard -> dashboard.at("/templating/list").valueStream())
                        .filter(variable -> variable.path("type").asText().equals("query"))
                        .map(variable -> variable.path("definition").asText()));
    }

    /** What is asked of the service itself. */
    static Stream<JsonNode> questions() {
        return queries().filter(query -> query.has("url"));
    }
}
