package dev.milepost.catalog.references;

import com.google.re2j.Pattern;
import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.Fixes;
import dev.milepost.catalog.rules.QuotedValue;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.RuleSeverities;
import dev.milepost.catalog.rules.Severity;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.documents.JsonPointers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports telemetry keys that several entities claim. A Component without the annotation claims its name. An API or
 * Resource claims only the key in its annotation, since in most catalogs a Component has the same name.
 */
public final class TelemetryKeyCheck implements BatchCheck {

    static final Rule RULE = new Rule(
            "telemetry-key-taken",
            "Give each entity a unique milepost.dev/telemetry-key, because it assigns events to services.",
            RuleSeverities.always(Severity.ERROR));

    /** Proposed keys must match this pattern of the schema. */
    private static final Pattern KEY = Pattern.compile("[-A-Za-z0-9_.]+");

    /** Maximum length of a key. The catalog has no longer ones. */
    private static final int LONGEST_KEY = 512;

    /** Maximum length of a name or namespace. Entities with longer ones claim nothing: SchemaCheck reports them. */
    private static final int LONGEST_NAME = 253;

    /** Number of other entities that a finding names, the first by ref. */
    private static final int NAMED = 3;

    private static final Set<String> WITH_KEYS = Set.of("component", "api", "resource");

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public void check(EntityBatch call) {
        var claims = claims(call);
        addFromCatalog(call, claims, claims.keySet());
        var others = new IdentityHashMap<EntityBatch.CheckedEntity, List<String>>();
        for (var checked : call.entities()) {
            var ref = checked.entity().refText().orElse("");
            var otherRefs = claims.getOrDefault(claimed(checked.entity()).orElse(""), Set.of()).stream()
                    .filter(other -> !other.equals(ref))
                    .limit(NAMED)
                    .toList();
            if (!otherRefs.isEmpty()) {
                others.put(checked, otherRefs);
            }
        }
        if (!others.isEmpty()) {
            var candidates = new HashSet<String>();
            others.keySet().forEach(checked -> candidates.addAll(candidates(checked.entity())));
            addFromCatalog(call, claims, candidates);
            others.forEach((checked, refs) -> add(checked, refs, claims));
        }
    }

    private static void add(EntityBatch.CheckedEntity checked, List<String> others, Map<String, Set<String>> claims) {
        var key = claimed(checked.entity()).orElse("");
        var fix = candidates(checked.entity()).stream()
                .filter(candidate ->
                        candidate.length() <= LONGEST_KEY && KEY.matches(candidate) && !claims.containsKey(candidate))
                .map(candidate -> Fixes.annotation(AnnotationNames.TELEMETRY_KEY, candidate))
                .findFirst()
                .orElse(null);
        var named = others.stream().map(QuotedValue::of).collect(Collectors.joining(", "));
        checked.findings()
                .add(
                        RULE.id(),
                        JsonPointers.annotation(AnnotationNames.TELEMETRY_KEY),
                        QuotedValue.of(key) + " is also the telemetry key of " + named,
                        fix);
    }

    /** The refs of the call that claim a key in order, by key. */
    private static Map<String, Set<String>> claims(EntityBatch call) {
        var claims = new HashMap<String, Set<String>>();
        for (var checked : call.entities()) {
            claimed(checked.entity())
                    .ifPresent(key -> checked.entity()
                            .refText()
                            .ifPresent(ref -> claims.computeIfAbsent(key, k -> new TreeSet<>())
                                    .add(ref)));
        }
        return claims;
    }

    /**
     * Adds the claims of the catalog. Those of entities in the call are skipped, because the catalog's version of them
     * is outdated.
     */
    private static void addFromCatalog(EntityBatch call, Map<String, Set<String>> claims, Set<String> keys) {
        var possible = keys.stream().filter(key -> key.indexOf('\0') < 0).toList();
        if (possible.isEmpty() || call.isCatalogEmpty()) {
            return;
        }
        call.catalog()
                .findByTelemetryKey(possible)
                .forEach((key, refs) -> refs.stream()
                        .filter(ref ->
                                !call.contains(ref) && (ref.startsWith("component:") || !ref.endsWith("/" + key)))
                        .forEach(ref -> claims.computeIfAbsent(key, k -> new TreeSet<>())
                                .add(ref)));
    }

    private static Optional<String> claimed(Entity entity) {
        if (!entity.isBackstageKind(WITH_KEYS)
                || entity.name().length() > LONGEST_NAME
                || entity.namespace().length() > LONGEST_NAME) {
            return Optional.empty();
        }
        var byDefault = Optional.of(entity.name()).filter(name -> entity.kind().equals("component") && !name.isEmpty());
        return entity.annotation(AnnotationNames.TELEMETRY_KEY)
                .or(() -> byDefault)
                .filter(key -> !key.isBlank() && key.length() <= LONGEST_KEY)
                .map(ServiceName::of);
    }

    /** The keys to propose, the shortest first. */
    private static List<String> candidates(Entity entity) {
        var name = entity.name();
        var inNamespace = entity.namespace() + "-" + name;
        return Stream.of(name, inNamespace, name + "-" + entity.kind(), inNamespace + "-" + entity.kind())
                .map(ServiceName::of)
                .toList();
    }
}
