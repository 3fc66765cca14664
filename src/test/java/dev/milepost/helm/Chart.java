package dev.milepost.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart, rendered by Helm. */
final class Chart {

    static final Path FOLDER = Path.of("helm/milepost");
    static final String NAMESPACE = "delivery-platform";

    /** Where it is told of a hook in what is rendered here. */
    static final String HOOK = "/metadata/annotations/hook-of-helm";

    private static final String KUBERNETES = "1.33.0";
    private static final Path VALUES = Path.of("src/test/resources/helm");

    private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();
    private static final Path SEEN_WHOLE = withHooksAsObjects();

    private Chart() {}

    /** A copy whose hooks are objects like any other: Helm's {@code template} leaves hooks out of what it answers here. */
    private static Path withHooksAsObjects() {
        try (var files = Files.walk(FOLDER, FileVisitOption.FOLLOW_LINKS)) {
            var copy = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chart-");
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var to = copy.resolve(FOLDER.relativize(file));
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(file).replaceAll("helm\\.sh/hook:", "hook-of-helm:"));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the sets of values. */
    static Stream<String> sets() {
        return Stream.of("minimal", "everything", "operators", "secured", "oauth", "gateway");
    }

    /** The objects of a set of values, as they are written; rendered once. */
    static List<JsonNode> render(String set) {
        return RENDERED.computeIfAbsent(set, name -> render(name, Map.of()));
    }

    /**
     * @param more values beside the set's, by their paths
     * @throws IllegalStateException where Helm refuses the values
     */
    static List<JsonNode> render(String set, Map<String, ?> more) {
        var command = new Helm(SEEN_WHOLE)
                .template()
                .withName("milepost")
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(VALUES.resolve(set + ".yaml"));
        more.forEach(command::set);
        return Arrays.stream(command.call().split("(?m)^---$"))
                .filter(part -> !part.isBlank())
                .map(part -> DocumentReader.readOne(part.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML)
                        .orElseThrow()
                        .value())
                .toList();
    }

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    /** What a person is told after the installation. */
    static String notes(String set, Map<String, ?> more) {
        var command = new Helm(FOLDER)
                .install()
                .clientOnly()
                .dryRun()
                .withName("milepost")
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(VALUES.resolve(set + ".yaml"));
        more.forEach(command::set);
        return command.call().getOutput();
    }

    /** The one object of a kind. */
    static JsonNode only(String kind, List<JsonNode> objects) {
        var found = all(kind, objects);
        if (found.size() != 1) {
            throw new AssertionError("%d objects are a %s".formatted(found.size(), kind));
        }
        return found.get(0);
    }

    static List<JsonNode> all(String kind, List<JsonNode> objects) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }
}
