package dev.milepost.policy.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.catalog.validation.TestRules;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.PolicyDocument;
import dev.milepost.slo.objectives.ErrorBudget;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The cases of the baseline, as {@code ./milepost policy test} reads them, for both folders of policies. */
final class BaselineCases {

    static final Path POLICIES = Path.of("policies");

    private BaselineCases() {}

    /** A case of the policy that its file names. */
    record Case(String policy, String name, JsonNode given) {

        /** The statuses and pointers that both engines must answer; a case without violations expects none of them. */
        JsonNode expected() {
            return given.path("expect");
        }

        Instant now() {
            return Instant.parse(given.path("now").asText());
        }

        @Override
        public String toString() {
            return policy + ": " + name;
        }
    }

    static Stream<Case> all() throws IOException {
        return files(POLICIES.resolve("cases")).flatMap(file -> {
            var test = read(file);
            return test.path("cases")
                    .valueStream()
                    .map(given -> new Case(
                            test.path("policy").asText(),
                            given.path("name").asText(),
                            merge(test.path("defaults"), given)));
        });
    }

    /** The documents of a folder, as texts. */
    static Stream<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    static Policy policy(String folder, String name) {
        return PolicyDocument.read(read(POLICIES.resolve(folder).resolve(name + ".yaml")));
    }

    static JsonNode read(Path file) {
        try {
            return DocumentReader.readOne(Files.readAllBytes(file), DocumentFormat.YAML)
                    .orElseThrow()
                    .value();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A JSON Merge Patch (RFC 7396). */
    private static JsonNode merge(JsonNode base, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = base.isObject() ? base.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                merged.set(member.getKey(), merge(merged.path(member.getKey()), member.getValue()));
            }
        });
        return merged;
    }

    static EngineInput input(Case one) {
        ObjectNode json = one.given().deepCopy();
        var entity = json.path("entity").isObject() ? json.path("entity") : json.objectNode();
        json.set("entity", entity);
        var annotations = entity.path("metadata").path("annotations");
        json.set("annotations", annotations.isObject() ? annotations : json.objectNode());
        json.put("tier", annotations.path("milepost.dev/tier").asText());
        var evidence = json.objectNode();
        one.given().path("evidence").forEach(item -> {
            ObjectNode copy = item.deepCopy();
            var age = Duration.ofDays(item.path("age_days").asInt());
            copy.put("produced_at", one.now().minus(age).toString());
            evidence.withArray("/" + item.path("kind").asText()).add(copy);
        });
        json.set("evidence", evidence);
        return EngineInput.of(json, one.now());
    }

    static ServiceState state(Case one) {
        return new Stated(one.given());
    }

    /** What a case states instead of the registry and the objectives. */
    private record Stated(JsonNode given) implements ServiceState {

        @Override
        public Optional<GoldenPathState> goldenPath(String name, String version) {
            var path = given.path("golden_path");
            var end = path.path("support_ends").asText("");
            return path.isObject()
                    ? Optional.of(new GoldenPathState(
                            Map.of(),
                            path.path("withdrawn").asBoolean(),
                            end.isEmpty() ? null : LocalDate.parse(end)))
                    : Optional.empty();
        }

        @Override
        public List<Finding> findings(JsonNode entity) {
            return TestRules.offline(TestRules.with())
                    .validate(List.of(Entity.of(entity)))
                    .items()
                    .get(0)
                    .findings();
        }

        @Override
        public List<Budget> budgets(String service, Predicate<String> wanted) {
            return given.path("error_budgets")
                    .valueStream()
                    .map(budget -> new Budget(
                            budget.path("objective").asText(),
                            budget.path("objective").asText(),
                            new ErrorBudget(number(budget, "allowed"), number(budget, "bad"))))
                    .filter(budget -> wanted.test(budget.slo()))
                    .toList();
        }

        private static BigDecimal number(JsonNode budget, String name) {
            return Objects.requireNonNull(budget.path(name).decimalValue());
        }
    }
}
