package dev.milepost.cli.authoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.trees.TreeFile;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Guesses the parameters that a service was made with, from what stands in its files where a skeleton has a value: in
 * paths and in lines with exactly one value. Each place is a vote; the value with most votes is taken.
 */
final class ParameterGuess {

    /** The characters that a line must have beside its value, so that few other lines look like it. */
    private static final int LEAST_BESIDE = 4;

    private static final int MOST_OF_VALUE = 200;
    private static final Set<String> SCALARS = Set.of("integer", "number", "boolean");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CheckoutFolder checkout;
    private final Map<String, Map<String, Integer>> votes = new TreeMap<>();

    private ParameterGuess(CheckoutFolder checkout) {
        this.checkout = checkout;
    }

    static ObjectNode of(ResolvedGoldenPath resolved, CheckoutFolder checkout) {
        var guess = new ParameterGuess(checkout);
        var sources = SkeletonSource.of(resolved);
        sources.forEach(guess::votePaths);
        sources.forEach(guess::voteLines);
        return guess.values(resolved);
    }

    private void votePaths(SkeletonSource source) {
        source.files()
                .files()
                .keySet()
                .forEach(path -> Place.of(source.folder() + path)
                        .ifPresent(place -> checkout.paths().forEach(file -> vote(source, place, file, 1))));
    }

    private void voteLines(SkeletonSource source) {
        source.files().files().forEach((path, file) -> {
            var target = path(source, source.folder() + path);
            var ours = file.text();
            var theirs = target.flatMap(checkout::find).flatMap(TreeFile::text);
            if (ours.isEmpty() || theirs.isEmpty()) {
                return;
            }
            var lines = new HashSet<>(theirs.get().lines().toList());
            ours.get()
                    .lines()
                    .map(Place::of)
                    .flatMap(Optional::stream)
                    .filter(place -> place.beside() >= LEAST_BESIDE)
                    .forEach(place -> lines.forEach(line -> vote(source, place, line, 2)));
        });
    }

    private void vote(SkeletonSource source, Place place, String text, int weight) {
        var parameter = source.parameters().get(place.value());
        var found = place.in(text).filter(value -> !value.isBlank() && value.length() <= MOST_OF_VALUE);
        if (parameter != null && found.isPresent()) {
            votes.computeIfAbsent(parameter, name -> new HashMap<>()).merge(found.get(), weight, Integer::sum);
        }
    }

    /** Returns the path of a skeleton file in the service, with the values that are known so far. */
    private Optional<String> path(SkeletonSource source, String path) {
        if (!path.contains("${{") && !path.contains("{%")) {
            return Optional.of(path);
        }
        return Place.of(path)
                .flatMap(place -> Optional.ofNullable(source.parameters().get(place.value()))
                        .flatMap(this::winner)
                        .map(value -> place.before() + value + place.after()));
    }

    private Optional<String> winner(String parameter) {
        return votes.getOrDefault(parameter, Map.of()).entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    private ObjectNode values(ResolvedGoldenPath resolved) {
        var schemas = new TreeMap<String, JsonNode>();
        resolved.goldenPath().parameters().byName().forEach(schemas::putIfAbsent);
        resolved.modules().forEach(part -> part.module().parameters().byName().forEach(schemas::putIfAbsent));
        var values = JsonNodeFactory.instance.objectNode();
        schemas.forEach((name, schema) -> winner(name)
                .or(() -> schema.path("ui:field").asText().equals("RepoUrlPicker")
                        ? checkout.repoUrl()
                        : Optional.empty())
                .ifPresent(value ->
                        values.set(name, typed(value, schema.path("type").asText()))));
        return values;
    }

    private static JsonNode typed(String value, String type) {
        if (SCALARS.contains(type)) {
            try {
                return JSON.readTree(value);
            } catch (JsonProcessingException e) {
                // It is not what the parameter is declared as.
            }
        }
        return JsonNodeFactory.instance.textNode(value);
    }

    /**
     * A text with exactly one value in it.
     *
     * @param isDumped whether the value is written as JSON
     */
    record Place(String before, String value, String after, boolean isDumped) {

        static Optional<Place> of(String text) {
            int start = text.indexOf("${{");
            int end = text.indexOf("}}", start + 3);
            if (start < 0 || end < 0 || text.indexOf("{{", end) >= 0 || text.contains("{%") || text.contains("{#")) {
                return Optional.empty();
            }
            var expression = text.substring(start + 3, end).strip();
            var dumped = expression.endsWith("dump") && expression.contains("|");
            var name = dumped ? expression.substring(0, expression.indexOf('|')).strip() : expression;
            var isName = name.startsWith("values.")
                    && name.chars().skip("values.".length()).allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
            return isName
                    ? Optional.of(new Place(
                            text.substring(0, start),
                            name.substring("values.".length()),
                            text.substring(end + 2),
                            dumped))
                    : Optional.empty();
        }

        int beside() {
            return before.strip().length() + after.strip().length();
        }

        Optional<String> in(String text) {
            if (text.length() < before.length() + after.length() || !text.startsWith(before) || !text.endsWith(after)) {
                return Optional.empty();
            }
            var found = text.substring(before.length(), text.length() - after.length());
            var isQuoted = isDumped && found.length() > 1 && found.startsWith("\"") && found.endsWith("\"");
            return Optional.of(isQuoted ? found.substring(1, found.length() - 1) : found);
        }
    }
}
