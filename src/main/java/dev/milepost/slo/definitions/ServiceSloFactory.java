package dev.milepost.slo.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.sync.SloAnnotatedServices.AnnotatedService;
import dev.milepost.delivery.facts.EnvironmentTiers;
import dev.milepost.platform.text.Trim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/** Creates SLOs from the annotations of services. */
@ApplicationScoped
class ServiceSloFactory {

    /** The maximum length of an SLO name, minus the longest word for a kind. */
    private static final int MAX_SLUG_LENGTH = 63 - "-change-failure-rate".length();

    private static final int HASH_LENGTH = 8;

    /** The characters that are not allowed in a name. */
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    private final Map<ObjectiveAnnotation.Kind, SloTemplate> templates = new EnumMap<>(ObjectiveAnnotation.Kind.class);
    private final SloConfig config;
    private final String production;

    @Inject
    ServiceSloFactory(SloConfig config, EnvironmentTiers tiers) {
        this(config, tiers.regexOf(EnvironmentTiers.PRODUCTION));
    }

    /** @param production the pattern for the names of production environments */
    ServiceSloFactory(SloConfig config, String production) {
        this.config = config;
        this.production = production;
        for (var kind : ObjectiveAnnotation.Kind.values()) {
            templates.put(kind, SloTemplate.of("/slos/of-services/" + kind.word() + ".yaml"));
        }
    }

    SloDefinition create(AnnotatedService service, ObjectiveAnnotation objective) {
        var slug = slug(service.service());
        var values = Map.<String, JsonNode>of(
                "name", TextNode.valueOf(slug + "-" + objective.kind().word()),
                "slug", TextNode.valueOf(slug),
                "service", TextNode.valueOf(service.service()),
                "quoted", TextNode.valueOf(quoted(service.service())),
                "production", TextNode.valueOf(new ProductionCondition(production, service.environments()).condition()),
                "window", TextNode.valueOf(objective.window()),
                "target", DecimalNode.valueOf(objective.target()),
                "seconds", LongNode.valueOf(objective.maxDuration().toSeconds()));
        var template = Objects.requireNonNull(templates.get(objective.kind()));
        return SloDefinition.parse(template.render(values, annotations(service, objective)), 0);
    }

    private Map<String, String> annotations(AnnotatedService service, ObjectiveAnnotation objective) {
        var annotations = new TreeMap<String, String>();
        var team = service.owner();
        // Groups own SLOs. The ref of another kind of owner contains its kind.
        if (team != null && !team.contains(":")) {
            annotations.put(
                    AnnotationNames.PREFIX + "owner", "group:" + (team.contains("/") ? team : "default/" + team));
        }
        config.runbook(objective.kind().word())
                .ifPresent(address -> annotations.put(AnnotationNames.PREFIX + "runbook-url", address));
        return annotations;
    }

    /** Returns a service as a part of a name. A hash distinguishes services whose names would be equal otherwise. */
    static String slug(String service) {
        var dashed = OTHERS.matcher(service.toLowerCase(Locale.ROOT)).replaceAll("-");
        var slug = Trim.both(dashed, '-');
        if (slug.equals(service) && slug.length() <= MAX_SLUG_LENGTH) {
            return slug;
        }
        var hash =
                UUID.nameUUIDFromBytes(service.getBytes(StandardCharsets.UTF_8)).toString();
        var cut = Trim.trailing(slug.substring(0, Math.min(slug.length(), MAX_SLUG_LENGTH - HASH_LENGTH - 1)), '-');
        return (cut.isEmpty() ? "s" : cut) + "-" + hash.substring(0, HASH_LENGTH);
    }

    /** Returns a CEL string literal, which has the same syntax as in JSON. */
    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
