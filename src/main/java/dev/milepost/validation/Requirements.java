package dev.milepost.validation;

import static dev.milepost.validation.Severities.EXPERIMENTAL;
import static dev.milepost.validation.Severities.PRODUCTION;
import static dev.milepost.validation.Severity.ERROR;
import static dev.milepost.validation.Severity.INFO;
import static dev.milepost.validation.Severity.OFF;
import static dev.milepost.validation.Severity.WARNING;

import dev.milepost.entities.Entity;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which annotations are required of whom: by kind and type, by lifecycle, by compliance level, and of models. */
final class Requirements {

    private static final Set<String> COMPONENT = Set.of("component");
    private static final Set<String> WITH_COMPLIANCE = Set.of("component", "api", "resource");

    /** Components that do not run by themselves. */
    private static final Set<String> AT_REST = Set.of("library", "documentation");

    private static final Severities ASKED =
            Severities.always(WARNING).in(EXPERIMENTAL, INFO).in(PRODUCTION, ERROR);
    private static final Severities WISHED =
            Severities.always(INFO).in(EXPERIMENTAL, OFF).in(PRODUCTION, WARNING);
    private static final Severities GOVERNED = Severities.always(ERROR).in(EXPERIMENTAL, WARNING);

    private Requirements() {}

    static List<Requirement> of(Vocabulary vocabulary) {
        Predicate<Entity> component = entity -> Kinds.are(entity, COMPONENT);
        Predicate<Entity> running = component.and(entity -> !AT_REST.contains(entity.type()));
        Predicate<Entity> compliant = entity -> Kinds.are(entity, WITH_COMPLIANCE);
        Predicate<Entity> regulated = compliant.and(vocabulary::regulates);
        Predicate<Entity> model = entity -> Kinds.haveSchema(entity) && Vocabulary.isAi(entity);
        return List.of(
                new Requirement(
                        rule("runtime-missing", "Say what it runs on", Annotations.RUNTIME, ASKED),
                        Annotations.RUNTIME,
                        component,
                        new Clues(vocabulary)::runtime),
                new Requirement(
                        rule("deploy-type-missing", "Say how it is deployed", Annotations.DEPLOY_TYPE, ASKED),
                        Annotations.DEPLOY_TYPE,
                        component,
                        Clues::deployType),
                new Requirement(
                        rule(
                                "compliance-level-missing",
                                "Say which rules it is under",
                                Annotations.COMPLIANCE_LEVEL,
                                ASKED),
                        Annotations.COMPLIANCE_LEVEL,
                        compliant),
                new Requirement(
                        rule("tier-missing", "Say how much depends on it", Annotations.TIER, WISHED),
                        Annotations.TIER,
                        running.and(regulated.negate())),
                new Requirement(
                        rule(
                                "regulated-tier-missing",
                                "Say how much depends on what is regulated",
                                Annotations.TIER,
                                GOVERNED),
                        Annotations.TIER,
                        regulated),
                new Requirement(
                        rule(
                                "regulated-risk-missing",
                                "Say how much a bad change of what is regulated can hurt",
                                Annotations.RISK,
                                GOVERNED),
                        Annotations.RISK,
                        regulated),
                new Requirement(
                        rule(
                                "model-version-missing",
                                "Say which version of the model it serves",
                                Annotations.MODEL_VERSION,
                                GOVERNED),
                        Annotations.MODEL_VERSION,
                        model),
                new Requirement(
                        rule(
                                "training-data-classification-missing",
                                "Say how confidential the model's training data is",
                                Annotations.TRAINING_DATA,
                                GOVERNED),
                        Annotations.TRAINING_DATA,
                        model),
                new Requirement(
                        rule(
                                "inference-endpoints-missing",
                                "Say where the model answers",
                                Annotations.INFERENCE_ENDPOINTS,
                                GOVERNED),
                        Annotations.INFERENCE_ENDPOINTS,
                        model),
                new Requirement(
                        rule(
                                "model-review-missing",
                                "Have the model reviewed, and name the review",
                                Annotations.MODEL_REVIEW,
                                GOVERNED),
                        Annotations.MODEL_REVIEW,
                        model));
    }

    private static Rule rule(String id, String asks, String annotation, Severities severities) {
        return new Rule(id, "%s in %s.".formatted(asks, annotation), severities);
    }
}
