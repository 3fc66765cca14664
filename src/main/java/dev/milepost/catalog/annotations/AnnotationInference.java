package dev.milepost.catalog.annotations;

import dev.milepost.catalog.entities.Entity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Infers the value of a missing annotation from the rest of an entity, if it is unambiguous. */
final class AnnotationInference {

    private static final Map<String, String> RUNTIME_BY_TAG = Map.ofEntries(
            Map.entry("java", "jvm"),
            Map.entry("kotlin", "jvm"),
            Map.entry("scala", "jvm"),
            Map.entry("spring", "jvm"),
            Map.entry("spring-boot", "jvm"),
            Map.entry("quarkus", "jvm"),
            Map.entry("jvm", "jvm"),
            Map.entry("node", "node"),
            Map.entry("nodejs", "node"),
            Map.entry("python", "python"),
            Map.entry("django", "python"),
            Map.entry("go", "go"),
            Map.entry("golang", "go"),
            Map.entry("dotnet", "dotnet"),
            Map.entry("csharp", "dotnet"),
            Map.entry("ruby", "ruby"),
            Map.entry("php", "php"),
            Map.entry("rust", "rust"));

    private final Vocabulary vocabulary;

    AnnotationInference(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Infers the runtime from tags; empty unless all tags that imply a runtime imply the same one. */
    Optional<String> runtime(Entity entity) {
        var named = entity.tags()
                .map(RUNTIME_BY_TAG::get)
                .filter(runtime -> runtime != null && vocabulary.runtimes().contains(runtime))
                .distinct()
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /** Infers the deploy type from the entity's type, or from the annotations of Backstage's Kubernetes plugin. */
    static Optional<String> deployType(Entity entity) {
        if (entity.type().equals("library")) {
            return Optional.of("library");
        }
        if (entity.type().equals("documentation")) {
            return Optional.of("none");
        }
        return List.of("kubernetes-id", "kubernetes-label-selector", "kubernetes-namespace").stream()
                .filter(name -> entity.annotation("backstage.io/" + name).isPresent())
                .map(name -> "kubernetes")
                .findFirst();
    }
}
