package dev.milepost.catalog.annotations;

import static dev.milepost.catalog.rules.RuleSeverities.EXPERIMENTAL;
import static dev.milepost.catalog.rules.RuleSeverities.PRODUCTION;
import static dev.milepost.catalog.rules.Severity.ERROR;
import static dev.milepost.catalog.rules.Severity.INFO;
import static dev.milepost.catalog.rules.Severity.OFF;
import static dev.milepost.catalog.rules.Severity.WARNING;

import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.RuleSeverities;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Defines which annotations are required: by kind and type, lifecycle and compliance level, and for entities with
 * models.
 */
final class RequiredAnnotations {

    private static final Set<String> COMPONENT = Set.of("component");
    private static final Set<String> WITH_COMPLIANCE = Set.of("component", "api", "resource");

    /** Types of components that are not deployed. */
    private static final Set<String> NOT_DEPLOYED = Set.of("library", "documentation");

    private static final RuleSeverities EXPECTED =
            RuleSeverities.always(WARNING).in(EXPERIMENTAL, INFO).in(PRODUCTION, ERROR);
    private static final RuleSeverities RECOMMENDED =
            RuleSeverities.always(INFO).in(EXPERIMENTAL, OFF).in(PRODUCTION, WARNING);
    private static final RuleSeverities REGULATED = RuleSeverities.always(ERROR).in(EXPERIMENTAL, WARNING);

    private RequiredAnnotations() {}

    static List<RequiredAnnotation> of(Vocabulary vocabulary) {
        return Stream.of(ofComponents(vocabulary), ofRegulated(vocabulary), ofModels())
                .flatMap(List::stream)
                .toList();
    }

    private static List<RequiredAnnotation> ofComponents(Vocabulary vocabulary) {
        Predicate<Entity> component = entity -> entity.isBackstageKind(COMPONENT);
        Predicate<Entity> running = component.and(entity -> !NOT_DEPLOYED.contains(entity.type()));
        Predicate<Entity> regulated = vocabulary::isRegulated;
        return List.of(
                new RequiredAnnotation("runtime", "what the component runs on", EXPECTED, component)
                        .forAnnotation(AnnotationNames.RUNTIME)
                        .inferredBy(new AnnotationInference(vocabulary)::runtime),
                new RequiredAnnotation("deploy-type", "how the component is deployed", EXPECTED, component)
                        .forAnnotation(AnnotationNames.DEPLOY_TYPE)
                        .inferredBy(AnnotationInference::deployType),
                new RequiredAnnotation(
                                "tier",
                                "how much depends on the component",
                                RECOMMENDED,
                                running.and(regulated.negate()))
                        .forAnnotation(AnnotationNames.TIER));
    }

    private static List<RequiredAnnotation> ofRegulated(Vocabulary vocabulary) {
        Predicate<Entity> compliant = entity -> entity.isBackstageKind(WITH_COMPLIANCE);
        var regulated = compliant.and(vocabulary::isRegulated);
        return List.of(
                new RequiredAnnotation(
                                "compliance-level", "which compliance rules apply to the entity", EXPECTED, compliant)
                        .forAnnotation(AnnotationNames.COMPLIANCE_LEVEL),
                new RequiredAnnotation(
                                "regulated-tier", "how much depends on the regulated entity", REGULATED, regulated)
                        .forAnnotation(AnnotationNames.TIER),
                new RequiredAnnotation(
                                "regulated-risk",
                                "how much damage a bad change of the regulated entity can do",
                                REGULATED,
                                regulated)
                        .forAnnotation(AnnotationNames.RISK));
    }

    private static List<RequiredAnnotation> ofModels() {
        Predicate<Entity> model = entity -> CatalogSchema.hasDocument(entity) && Vocabulary.isAi(entity);
        return List.of(
                new RequiredAnnotation("model-version", "which version of the model is served", REGULATED, model)
                        .forAnnotation(AnnotationNames.MODEL_VERSION),
                new RequiredAnnotation(
                                "training-data-classification",
                                "how confidential the model's training data is",
                                REGULATED,
                                model)
                        .forAnnotation(AnnotationNames.TRAINING_DATA),
                new RequiredAnnotation("inference-endpoints", "the URLs at which the model answers", REGULATED, model)
                        .forAnnotation(AnnotationNames.INFERENCE_ENDPOINTS),
                new RequiredAnnotation(
                                "model-review", "the reference and date of the model's last review", REGULATED, model)
                        .forAnnotation(AnnotationNames.MODEL_REVIEW));
    }
}
