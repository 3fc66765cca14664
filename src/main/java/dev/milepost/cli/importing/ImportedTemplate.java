package dev.milepost.cli.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.templates.backstage.YamlWriter;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.trees.FileTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Template as a golden path with one module.
 *
 * @param goldenPath its manifest, in YAML
 * @param module its manifest, in YAML
 * @param files the skeleton of the module
 */
record ImportedTemplate(Manifest manifest, byte[] goldenPath, byte[] module, FileTree files) {

    private static final String INVALID_SCHEMA = "is not a valid JSON Schema";
    private static final int MOST_REPAIRS = 100;

    /** Returns null if the Template cannot be imported. Its findings say why, and what is different. */
    static @Nullable ImportedTemplate of(TemplateDocument template, String version, @Nullable String owner) {
        if (!template.isRefused()) {
            Placeholders.replaceIn(template);
        }
        if (template.isRefused()) {
            return null;
        }
        var files = SkeletonCopy.of(template);
        var manifests = new ImportedManifests(template, version, owner);
        var module = manifests.module();
        var goldenPath = manifests.goldenPath();
        for (int repairs = 0; !template.isRefused(); repairs++) {
            try {
                var bytes = YamlWriter.of(module);
                ManifestReader.check(ManifestReader.read(bytes, DocumentFormat.YAML), files);
                var path = YamlWriter.of(goldenPath);
                return new ImportedTemplate(ManifestReader.read(path, DocumentFormat.YAML), path, bytes, files);
            } catch (ProblemException e) {
                var faults = faults(e);
                if (repairs == MOST_REPAIRS || !repair(template, module, faults)) {
                    faults.forEach(fault -> template.refuse(fault.pointer(), fault.detail()));
                }
            }
        }
        return null;
    }

    String name() {
        return manifest.name();
    }

    private static List<Fault> faults(ProblemException e) {
        return e.faults().isEmpty() ? List.of(new Fault("", String.valueOf(e.getMessage()))) : e.faults();
    }

    private static boolean removed(JsonNode parent, String name) {
        if (parent instanceof ArrayNode list) {
            return list.remove(Integer.parseInt(name)) != null;
        }
        return parent instanceof ObjectNode object && object.remove(name) != null;
    }

    /** Leaves out what is not JSON Schema, such as {@code required: true} of a parameter, which forms ignore. */
    private static boolean repair(TemplateDocument template, ObjectNode module, List<Fault> faults) {
        if (!faults.stream().allMatch(fault -> fault.detail().startsWith(INVALID_SCHEMA))) {
            return false;
        }
        for (var fault : faults) {
            int slash = fault.pointer().lastIndexOf('/');
            JsonNode parent = module.at(fault.pointer().substring(0, slash));
            var name = fault.pointer().substring(slash + 1).replace("~1", "/").replace("~0", "~");
            if (!removed(parent, name)) {
                return false;
            }
            template.note(fault.pointer(), "is left out: it " + fault.detail());
        }
        return true;
    }
}
