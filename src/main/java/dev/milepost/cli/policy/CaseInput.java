package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.cli.policy.PolicyCases.PolicyCase;
import dev.milepost.platform.time.Rfc3339;
import dev.milepost.policy.definitions.ArtifactDigest;
import dev.milepost.policy.definitions.Hook;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.Subject;
import dev.milepost.policy.engines.EngineInput;
import dev.milepost.policy.engines.EngineInput.Change;
import dev.milepost.policy.evidence.Evidence;
import dev.milepost.policy.evidence.VexSuppression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the input of the engines from a case. */
final class CaseInput {

    private CaseInput() {}

    /**
     * @param folder that of the file with the case
     * @throws dev.milepost.platform.http.ProblemException if evidence cannot be read or is not valid
     */
    static EngineInput of(PolicyCase one, Policy policy, Path folder) {
        var given = one.given();
        var subject = subject(given, policy);
        var now = Rfc3339.parse(given.path("now").asText()).orElseThrow();
        var change = new Change(
                text(given, "commit_sha"),
                text(given, "artifact"),
                text(given, "repository"),
                text(given, "pull_request"),
                given.path("input"));
        var digest = ArtifactDigest.find(change.artifact()).orElse(null);
        var reader = new CaseEvidence(folder, subject.service(), change.commitSha(), digest, now);
        var evidence = new ArrayList<Evidence>();
        for (var stated : given.path("evidence")) {
            evidence.add(reader.read(stated, evidence.size()));
        }
        evidence.sort(Comparator.comparing(Evidence::producedAt).reversed());
        return new EngineInput(
                subject, change, VexSuppression.apply(List.copyOf(evidence), subject.service(), digest), now);
    }

    private static Subject subject(JsonNode given, Policy policy) {
        var entity = given.path("entity").isObject() ? given.path("entity") : JsonNodeFactory.instance.objectNode();
        var annotations = annotations(entity);
        var environment = text(given, "environment");
        return new Subject(
                Hook.find(text(given, "hook"))
                        .orElseGet(() -> policy.hooks().stream()
                                .min(Comparator.naturalOrder())
                                .orElseThrow()),
                text(given, "service"),
                entity,
                annotations,
                text(given, "team", shortName(entity, "owner", "group")),
                text(given, "system", shortName(entity, "system", "system")),
                text(given, "tier", annotations.getOrDefault(AnnotationNames.TIER, "")),
                text(given, "risk", annotations.getOrDefault(AnnotationNames.RISK, "")),
                text(given, "template"),
                text(given, "template_version"),
                environment,
                text(given, "environment_tier", environment.isEmpty() ? "development" : "production"));
    }

    private static Map<String, String> annotations(JsonNode entity) {
        var annotations = new HashMap<String, String>();
        entity.path("metadata").path("annotations").propertyStream().forEach(annotation -> {
            if (annotation.getValue().isTextual()) {
                annotations.put(annotation.getKey(), annotation.getValue().textValue());
            }
        });
        return annotations;
    }

    private static String shortName(JsonNode entity, String member, String kind) {
        var ref = entity.path("spec").path(member).asText("");
        return ref.isEmpty() ? "" : EntityRef.shorten(ref, kind);
    }

    private static String text(JsonNode given, String member) {
        return text(given, member, "");
    }

    private static String text(JsonNode given, String member, String otherwise) {
        return given.path(member).asText(otherwise);
    }
}
