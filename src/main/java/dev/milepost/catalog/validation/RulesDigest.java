package dev.milepost.catalog.validation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.catalog.annotations.CatalogSchema;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.platform.documents.CanonicalJson;
import java.util.Base64;
import java.util.Collection;
import java.util.TreeMap;

/** Digest of everything that findings depend on, except the entities and the catalog. */
final class RulesDigest {

    /** Incremented when a release changes the findings of built-in rules for the same entity. */
    private static final int VERSION = 1;

    private RulesDigest() {}

    static String of(CatalogSchema schema, ValidationConfig config, Collection<Rule> rules) {
        var all = JsonNodeFactory.instance.objectNode();
        all.put("edition", VERSION);
        all.set("schema", schema.document());
        all.put("runtimes", config.runtimes().toString());
        all.put("compliance-levels", config.complianceLevels().toString());
        all.put("regulated-from", config.regulatedFrom());
        all.put("defaults", new TreeMap<>(config.defaults()).toString());
        var severities = all.putObject("severities");
        rules.forEach(rule -> severities.put(rule.id(), rule.severities().toString()));
        var own = all.putObject("rules");
        config.rules()
                .forEach((id, rule) -> own.putArray(id)
                        .add(rule.expression().orElse(""))
                        .add(rule.message().orElse(""))
                        .add(rule.fix().orElse(""))
                        .add(rule.pointer().orElse("")));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(CanonicalJson.hash(all));
    }
}
