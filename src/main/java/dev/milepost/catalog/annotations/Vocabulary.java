package dev.milepost.catalog.annotations;

import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.entities.Entity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The open lists that an installation decides, and what entities say in their words. */
public record Vocabulary(List<String> runtimes, List<String> complianceLevels, String regulatedFrom) {

    private static final String MODEL = "ml-model";

    public Vocabulary {
        runtimes = List.copyOf(runtimes);
        complianceLevels = List.copyOf(complianceLevels);
    }

    /** The words of each open list, by annotation. */
    public Map<String, List<String>> valuesByAnnotation() {
        return Map.of(AnnotationNames.RUNTIME, runtimes, AnnotationNames.COMPLIANCE_LEVEL, complianceLevels);
    }

    /** The name of the runtime without its major version. */
    static Optional<String> runtime(Entity entity) {
        return entity.annotation(AnnotationNames.RUNTIME).map(Vocabulary::withoutMajor);
    }

    /** Of a runtime, which is written {@code name} or {@code name@major}, the name. */
    public static String withoutMajor(String runtime) {
        var at = runtime.indexOf('@');
        return at < 0 ? runtime : runtime.substring(0, at);
    }

    /** Whether its compliance level is one of those that ask for more. */
    boolean isRegulated(Entity entity) {
        int from = complianceLevels.indexOf(regulatedFrom);
        return from >= 0
                && entity.annotation(AnnotationNames.COMPLIANCE_LEVEL)
                        .map(level -> complianceLevels.indexOf(level) >= from)
                        .orElse(false);
    }

    /** Whether a model's output is part of what it does. */
    static boolean isAi(Entity entity) {
        return runtime(entity).equals(Optional.of(MODEL))
                || entity.annotation(AnnotationNames.AI).equals(Optional.of("true"));
    }
}
