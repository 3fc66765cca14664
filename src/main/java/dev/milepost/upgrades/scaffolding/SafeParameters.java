package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Selects the parameter values that may be stored: those of parameters that the version has, without secrets of any of
 * its schemas, at any depth.
 */
public final class SafeParameters {

    private SafeParameters() {}

    public static ObjectNode of(ObjectNode values, ResolvedGoldenPath resolved) {
        var pages = new ArrayList<JsonNode>(pages(resolved.goldenPath()));
        resolved.modules().forEach(resolvedModule -> pages.addAll(pages(resolvedModule.module())));
        var declared = DeclaredParameter.of(pages);
        var kept = values.deepCopy();
        kept.retain(declared.keySet());
        DeclaredParameter.leaveOutSecrets(kept, declared);
        return kept;
    }

    static List<JsonNode> pages(Manifest manifest) {
        return manifest.parameters().pages();
    }
}
