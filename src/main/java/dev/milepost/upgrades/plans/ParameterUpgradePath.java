package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.manifests.Parameters;
import dev.milepost.upgrades.plans.TemplateRelease.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The changes of parameters along an upgrade path, release by release. A name that is removed and added again later is
 * a new parameter.
 *
 * @param origins the name in the earlier release, by the name in the later one; null for new parameters
 */
record ParameterUpgradePath(
        Map<String, Parameter> before, Map<String, Parameter> after, Map<String, @Nullable String> origins) {

    /** Returns a path of no releases. */
    static ParameterUpgradePath startingAt(TemplateRelease release) {
        var origins = new LinkedHashMap<String, @Nullable String>();
        release.parameters().keySet().forEach(name -> origins.put(name, name));
        return new ParameterUpgradePath(release.parameters(), release.parameters(), origins);
    }

    /** Returns the path extended by one release. */
    ParameterUpgradePath to(TemplateRelease next) {
        var older = new LinkedHashMap<String, String>();
        next.renames().forEach((from, to) -> {
            if (after.containsKey(from) && !next.parameters().containsKey(from)) {
                older.putIfAbsent(to, from);
            }
        });
        var further = new LinkedHashMap<String, @Nullable String>();
        for (var name : next.parameters().keySet()) {
            var called = after.containsKey(name) ? name : older.get(name);
            further.put(name, called == null ? null : origins.get(called));
        }
        return new ParameterUpgradePath(before, next.parameters(), further);
    }

    List<String> added() {
        return after.keySet().stream().filter(name -> origins.get(name) == null).toList();
    }

    List<String> removed() {
        var kept = new HashSet<>(origins.values());
        return before.keySet().stream().filter(name -> !kept.contains(name)).toList();
    }

    /** Returns the new names by the old names. */
    Map<String, String> renamed() {
        var renamed = new LinkedHashMap<String, String>();
        origins.forEach((name, origin) -> {
            if (origin != null && !origin.equals(name)) {
                renamed.put(origin, name);
            }
        });
        return renamed;
    }

    /** Returns the current names of parameters whose schema or requirement has changed. */
    List<String> changed() {
        return after.keySet().stream()
                .filter(name -> {
                    var origin = origins.get(name);
                    var was = origin == null ? null : before.get(origin);
                    return was != null && !sameAs(was, after.get(name));
                })
                .toList();
    }

    /** Returns the values of the earlier release under the names of the later one. */
    ObjectNode carryOver(ObjectNode values) {
        var carried = values.objectNode();
        after.keySet().forEach(name -> {
            var origin = origins.get(name);
            if (origin != null && values.has(origin)) {
                carried.set(name, values.get(origin));
            }
        });
        return carried;
    }

    /** Adds the defaults of new parameters that have no value. */
    ObjectNode withDefaults(ObjectNode carried) {
        var complete = carried.deepCopy();
        for (var name : added()) {
            var schema = Objects.requireNonNull(after.get(name)).schema();
            if (!complete.has(name) && schema.has("default")) {
                complete.set(name, schema.get("default"));
            }
        }
        return complete;
    }

    /** Returns the required parameters that have no value. */
    List<String> missing(ObjectNode carried) {
        var missing = new ArrayList<String>();
        after.forEach((name, parameter) -> {
            if (parameter.needsValue() && !carried.hasNonNull(name)) {
                missing.add(name);
            }
        });
        return missing;
    }

    private static boolean sameAs(Parameter one, @Nullable Parameter other) {
        return other != null
                && one.required() == other.required()
                && plain(one.schema()).equals(plain(other.schema()));
    }

    private static JsonNode plain(JsonNode schema) {
        return schema instanceof ObjectNode object
                ? object.deepCopy().without(List.of(Parameters.RENAMED_FROM))
                : schema;
    }
}
