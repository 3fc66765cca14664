package dev.milepost.annotations;

import static dev.milepost.rules.Severities.EXPERIMENTAL;
import static dev.milepost.rules.Severities.PRODUCTION;
import static dev.milepost.rules.Severity.ERROR;
import static dev.milepost.rules.Severity.INFO;
import static dev.milepost.rules.Severity.OFF;
import static dev.milepost.rules.Severity.WARNING;

import dev.milepost.entities.Annotations;
import dev.milepost.entities.Entity;
import dev.milepost.rules.Severities;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        return Stream.of(ofComponents(vocabulary), ofRegulated(vocabulary), ofModels())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Requirement> ofComponents(Vocabulary vocabulary) {
        Predicate<Entity> component = entity -> Kinds.are(entity, COMPONENT);
        Predicate<Entity> running = component.and(entity -> !AT_REST.contains(entity.type()));
        Predicate<Entity> regulated = vocabulary::regulates;
        return List.of(
                new Requirement("runtime", "Say what it runs on", ASKED, component)
                        .in(Annotations.RUNTIME)
                        .known(new Clues(vocabulary)::runtime),
                new Requirement("deploy-type", "Say how it is deployed", ASKED, component)
                        .in(Annotations.DEPLOY_TYPE)
                        .known(Clues::deployType),
                new Requirement("tier", "Say how much depends on it", WISHED, running.and(regulated.negate()))
                        .in(Annotations.TIER));
    }

    private static List<Requirement> ofRegulated(Vocabulary vocabulary) {
        Predicate<Entity> compliant = entity -> Kinds.are(entity, WITH_COMPLIANCE);
        var regulated = compliant.and(vocabulary::regulates);
        return List.of(
                new Requirement("compliance-level", "Say which rules it is under", ASKED, compliant)
                        .in(Annotations.COMPLIANCE_LEVEL),
                new Requirement("regulated-tier", "Say how much depends on what is regulated", GOVERNED, regulated)
                        .in(Annotations.TIER),
                new Requirement(
                                "regulated-risk",
                                "Say how much a bad change of what is regulated can hurt",
                                GOVERNED,
                                regulated)
                        .in(Annotations.RISK));
    }

    private static List<Requirement> ofModels() {
        Predicate<Entity> model = entity -> Kinds.haveSchema(entity) && Vocabulary.isAi(entity);
        return List.of(
                new Requirement("model-version", "Say which version of the model it serves", GOVERNED, model)
                        .in(Annotations.MODEL_VERSION),
                new Requirement(
                                "training-data-classification",
                                "Say how confidential the model's training data is",
                                GOVERNED,
                                model)
                        .in(Annotations.TRAINING_DATA),
                new Requirement("inference-endpoints", "Say where the model answers", GOVERNED, model)
                        .in(Annotations.INFERENCE_ENDPOINTS),
                new Requirement("model-review", "Have the model reviewed, and name the review", GOVERNED, model)
                        .in(Annotations.MODEL_REVIEW));
    }
}
