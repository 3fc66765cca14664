package dev.milepost.catalog.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.ownership.GroupHierarchy.Membership;
import dev.milepost.catalog.ownership.OwnershipAssertion.ServiceMetadata;
import dev.milepost.catalog.ownership.OwnershipAssertion.SystemMetadata;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.events.contract.TemplateVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * An entity as the catalog sent it: apiVersion, kind, metadata and spec.
 *
 * @param content without the fields that the catalog adds and the annotation {@code milepost.dev/changed-at}
 */
record CatalogEntity(EntityRef ref, JsonNode content) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final String GROUP = "group";
    private static final String TEMPLATE = "template";
    static final String SYSTEM = "system";
    static final String DOMAIN = "domain";

    /**
     * The kinds that represent a service. If several entities claim one telemetry key, the first of these kinds has it.
     */
    static final List<String> SERVICE_KINDS = List.of("component", "api", "resource");

    private static final Pattern ENVIRONMENT =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._/-]*)=(production|staging|testing|development|other)");

    /** An entity as it is stored. */
    static CatalogEntity of(String ref, String content) {
        try {
            return new CatalogEntity(EntityRef.parse(ref, "", "").orElseThrow(), JSON.readTree(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored entity is not valid JSON", e);
        }
    }

    /** Whether a full ref is that of a user. It contains the name of a person, so events and audit log do not name it. */
    static boolean isPerson(String ref) {
        return ref.startsWith("user:");
    }

    boolean isService() {
        return SERVICE_KINDS.contains(ref.kind());
    }

    boolean isSystem() {
        return ref.kind().equals(SYSTEM);
    }

    boolean isGroup() {
        return ref.kind().equals(GROUP);
    }

    /** The service id in events; null if the kind does not represent a service. */
    @Nullable
    String telemetryKey() {
        return isService()
                ? ServiceName.of(annotation(AnnotationNames.TELEMETRY_KEY)
                        .orElseGet(() -> content.at("/metadata/name").asText()))
                : null;
    }

    ServiceMetadata toServiceMetadata() {
        var template = template();
        return new ServiceMetadata(
                reference("owner", GROUP).orElse(null),
                reference(SYSTEM, SYSTEM).orElse(null),
                annotation(AnnotationNames.TIER).orElse(null),
                annotation(AnnotationNames.RISK).orElse(null),
                template.map(TemplateVersion::name).orElse(null),
                template.map(TemplateVersion::version).orElse(null));
    }

    /** The golden path by Milepost's annotation, else the Template that Backstage records with its version. */
    private Optional<TemplateVersion> template() {
        return annotation(AnnotationNames.TEMPLATE)
                .map(text -> EntityRef.shorten(text, TEMPLATE))
                .map(text -> {
                    int at = text.lastIndexOf('@');
                    var version = at > 0 && at < text.length() - 1 ? text.substring(at + 1) : null;
                    return new TemplateVersion(at > 0 ? text.substring(0, at) : text, version);
                })
                .or(() -> annotation(AnnotationNames.TEMPLATE_VERSION)
                        .flatMap(version ->
                                reference("scaffoldedFrom", TEMPLATE).map(name -> TemplateVersion.of(name, version))));
    }

    /**
     * The tiers of environments whose names do not determine a tier, by name in lower case. Malformed items of the
     * annotation are ignored.
     */
    Map<String, String> environments() {
        var tiers = new HashMap<String, String>();
        var words = new StringTokenizer(annotation(AnnotationNames.ENVIRONMENTS).orElse(""), ", ");
        while (words.hasMoreTokens()) {
            var match = ENVIRONMENT.matcher(words.nextToken());
            if (match.matches()) {
                tiers.put(match.group(1).toLowerCase(Locale.ROOT), match.group(2));
            }
        }
        return tiers;
    }

    SystemMetadata toSystemMetadata() {
        return new SystemMetadata(reference(DOMAIN, DOMAIN).orElse(null));
    }

    /** The short name of a system or group, as queries use it. */
    String shortName() {
        return ref.shortName(ref.kind());
    }

    /** The memberships that a group declares: its parent and its children. */
    List<Membership> memberships() {
        var memberships = new ArrayList<Membership>();
        reference("parent", GROUP).ifPresent(parent -> memberships.add(membership(parent, shortName())));
        content.at("/spec/children")
                .valueStream()
                .flatMap(child -> shorten(child, GROUP).stream())
                .forEach(child -> memberships.add(membership(shortName(), child)));
        return memberships;
    }

    private Membership membership(String parent, String child) {
        return new Membership(parent, child, ref.toString());
    }

    Optional<String> annotation(String name) {
        return JsonTexts.of(content.path("metadata").path("annotations").path(name));
    }

    /**
     * The short name of the entity that a field of the spec refers to. References are relative to the entity's own
     * namespace.
     */
    private Optional<String> reference(String field, String usualKind) {
        return shorten(content.path("spec").path(field), usualKind);
    }

    private Optional<String> shorten(JsonNode reference, String usualKind) {
        return JsonTexts.of(reference)
                .flatMap(text -> EntityRef.parse(text, usualKind, ref.namespace()))
                .map(parsed -> parsed.shortName(usualKind));
    }

    /** Orders entities that claim one service, the owner of the claim first: by kind, then by ref. */
    static Comparator<CatalogEntity> claimOrder() {
        return Comparator.comparing((CatalogEntity entity) ->
                        SERVICE_KINDS.indexOf(entity.ref().kind()))
                .thenComparing(entity -> entity.ref().toString());
    }
}
