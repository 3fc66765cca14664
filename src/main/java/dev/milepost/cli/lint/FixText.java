package dev.milepost.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a fix for people who edit the file. A merge patch removes a field by null; a file with that null would be
 * refused by Backstage, so what is to be removed is named apart from what is to be set.
 */
final class FixText {

    private FixText() {}

    /** @param fix a merge patch in YAML */
    static String of(String fix) {
        var removed = new ArrayList<String>();
        var patch = DocumentReader.readOne(fix.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML)
                .map(document -> document.value())
                .orElse(null);
        collect(patch, "", removed);
        if (removed.isEmpty()) {
            return "set:\n" + fix.indent(4);
        }
        var set = withoutRemoved(fix);
        return (set.isEmpty() ? "" : "set:\n" + set.indent(4)) + "remove:\n"
                + String.join("\n", removed).indent(4);
    }

    private static void collect(@Nullable JsonNode node, String path, List<String> removed) {
        if (node instanceof ObjectNode map) {
            map.properties().forEach(member -> {
                var at = path.isEmpty() ? member.getKey() : path + " / " + member.getKey();
                if (member.getValue().isNull()) {
                    removed.add(at);
                } else {
                    collect(member.getValue(), at, removed);
                }
            });
        }
    }

    /** Returns the lines of a fix without those that are null, and without the maps that they leave empty. */
    private static String withoutRemoved(String fix) {
        var lines = new ArrayList<>(
                fix.lines().filter(line -> !line.endsWith(": null")).toList());
        for (int i = lines.size() - 1; i >= 0; i--) {
            boolean isLeaf = i + 1 == lines.size() || indent(lines.get(i + 1)) <= indent(lines.get(i));
            if (lines.get(i).endsWith(":") && isLeaf) {
                lines.remove(i);
            }
        }
        return String.join("\n", lines);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
