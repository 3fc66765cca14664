package dev.milepost.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A history and what is known of its answers.
 *
 * @param events CloudEvents in the order of their arrival
 */
public record Case(String name, List<JsonNode> events, List<Query> queries) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Case {
        events = List.copyOf(events);
        queries = List.copyOf(queries);
    }

    /** Parameters of {@code GET /api/v1/four-keys} and the part of the answer that must be equal. */
    public record Query(Map<String, List<String>> params, JsonNode expect) {}

    /** The small histories, each about one way to get the four keys wrong. */
    public static List<Case> conformance() {
        try {
            var folder = Path.of(Case.class.getResource("/conformance").toURI());
            return files(folder, ".json").stream().map(Case::small).toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The histories of real projects; none where they are not at hand. */
    public static List<Case> realHistories() {
        var folder = Path.of(System.getProperty("milepost.shared", "../shared"), "data");
        return Files.isDirectory(folder)
                ? files(folder, ".events.jsonl.gz").stream().map(Case::real).toList()
                : List.of();
    }

    /** The same history, told in every way that must make no difference. */
    public List<Case> variations() {
        var reversed = new ArrayList<>(events);
        Collections.reverse(reversed);
        var doubled = new ArrayList<>(events);
        doubled.addAll(events);
        return List.of(
                told(", as given", events), told(", reversed", reversed), shuffled(1), told(", doubled", doubled));
    }

    public Case shuffled(long seed) {
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));
        return told(", shuffled", shuffled);
    }

    private Case told(String how, List<JsonNode> otherwise) {
        return new Case(name + how, otherwise, queries);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Case small(Path file) {
        var json = read(file);
        return new Case(
                json.path("name").asText(), json.path("events").valueStream().toList(), queries(json));
    }

    private static Case real(Path file) {
        var name = file.getFileName().toString().replace(".events.jsonl.gz", "");
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            var events = new ArrayList<JsonNode>();
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                events.add(JSON.readTree(line));
            }
            return new Case(name, events, queries(read(file.resolveSibling(name + ".expected.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Query> queries(JsonNode json) {
        return json.path("queries")
                .valueStream()
                .map(query -> new Query(params(query.path("params")), query.path("expect")))
                .toList();
    }

    private static Map<String, List<String>> params(JsonNode json) {
        var params = new LinkedHashMap<String, List<String>>();
        json.properties()
                .forEach(param ->
                        params.put(param.getKey(), List.of(param.getValue().asText())));
        return params;
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
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
}
