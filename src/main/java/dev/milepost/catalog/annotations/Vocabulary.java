package dev.milepost.catalog.annotations;

import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.entities.Entity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The value lists that the configuration defines, and the annotations of an entity interpreted by them. */
public record Vocabulary(List<String> runtimes, List<String> complianceLevels, String regulatedFrom) {

    private static final String MODEL = "ml-model";

    public Vocabulary {
        runtimes = List.copyOf(runtimes);
        complianceLevels = List.copyOf(complianceLevels);
    }

    /** The values of each configurable list, by annotation. */
    public Map<String, List<String>> valuesByAnnotation() {
        return Map.of(AnnotationNames.RUNTIME, runtimes, AnnotationNames.COMPLIANCE_LEVEL, complianceLevels);
    }

    /** The name of the entity's runtime without its major version; empty if it has no runtime. */
    static Optional<String> runtime(Entity entity) {
        return entity.annotation(AnnotationNames.RUNTIME).map(Vocabulary::withoutMajor);
    }

    /** Returns the name of a runtime, which is written {@code name} or {@code name@major}. */
    public static String withoutMajor(String runtime) {
        var at = runtime.indexOf('@');
        return at < 0 ? runtime : runtime.substring(0, at);
    }

    /** Whether the entity's compliance level is {@code regulatedFrom} or stricter. */
    boolean isRegulated(Entity entity) {
        int from = complianceLevels.indexOf(regulatedFrom);
        return from >= 0
                && entity.annotation(AnnotationNames.COMPLIANCE_LEVEL)
                        .map(level -> complianceLevels.indexOf(level) >= from)
                        .orElse(false);
    }

    /**
     * Whether the entity serves a model or uses a model's output: its runtime is {@code ml-model} or it has the
     * annotation {@code milepost.dev/ai: "true"}.
     */
    static boolean isAi(Entity entity) {
        return runtime(entity).equals(Optional.of(MODEL))
                || entity.annotation(AnnotationNames.AI).equals(Optional.of("true"));
    }
}
