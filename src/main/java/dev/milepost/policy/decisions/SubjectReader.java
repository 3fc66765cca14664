package dev.milepost.policy.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.catalog.ownership.EnvironmentTierOverrides;
import dev.milepost.catalog.sync.ServiceEntities;
import dev.milepost.delivery.facts.EnvironmentTiers;
import dev.milepost.events.contract.ServiceDirectory;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.policy.definitions.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what is known about the service and the environment of a request. */
@ApplicationScoped
class SubjectReader {

    /** The tier of a request without an environment: nothing is deployed yet. */
    private static final String NO_ENVIRONMENT = "development";

    private final ServiceEntities entities;
    private final ServiceDirectory directory;
    private final EnvironmentTierOverrides overrides;
    private final EnvironmentTiers tiers;

    SubjectReader(
            ServiceEntities entities,
            ServiceDirectory directory,
            EnvironmentTierOverrides overrides,
            EnvironmentTiers tiers) {
        this.entities = entities;
        this.directory = directory;
        this.overrides = overrides;
        this.tiers = tiers;
    }

    Subject read(EvaluationRequest request, Instant now) {
        var service = request.service();
        Map<String, String> known = service == null ? Map.of() : directory.describe(service, now);
        JsonNode entity = service == null
                ? JsonNodeFactory.instance.objectNode()
                : entities.find(service).orElseGet(JsonNodeFactory.instance::objectNode);
        var template = template(request, known);
        return new Subject(
                request.hook(),
                service == null ? "" : service,
                entity,
                annotations(entity),
                known.getOrDefault("team", ""),
                known.getOrDefault("system", ""),
                known.getOrDefault("tier", ""),
                known.getOrDefault("risk", ""),
                template == null ? "" : template.name(),
                template == null ? "" : Objects.requireNonNullElse(template.version(), ""),
                Objects.requireNonNullElse(request.environment(), ""),
                tier(service, request.environment()));
    }

    /** What the service is known to be on goes before what a caller says, which may be a way around a policy. */
    private static @Nullable TemplateVersion template(EvaluationRequest request, Map<String, String> known) {
        if (known.containsKey("template")) {
            return new TemplateVersion(known.getOrDefault("template", ""), known.get("templateversion"));
        }
        var asked = request.template();
        return asked == null ? null : TemplateVersion.of(asked, request.templateVersion());
    }

    private String tier(@Nullable String service, @Nullable String environment) {
        if (environment == null) {
            return NO_ENVIRONMENT;
        }
        var name = environment.toLowerCase(Locale.ROOT);
        if (service != null) {
            for (var override : overrides.find(List.of(service))) {
                if (override.environment().equals(name) && override.tier() != null) {
                    return override.tier();
                }
            }
        }
        return tiers.tierOf(environment);
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
}
