package dev.milepost.cli.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.documents.LineNumbers;
import dev.milepost.platform.http.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Replaces {@code $yaml}, {@code $json} and {@code $text} by the files that they name, as Backstage's catalog does. */
final class Placeholders {

    private static final Set<String> KINDS = Set.of("$yaml", "$json", "$text");
    private static final long MOST_BYTES = 1 << 20;

    private final TemplateDocument template;

    private Placeholders(TemplateDocument template) {
        this.template = template;
    }

    static void replaceIn(TemplateDocument template) {
        new Placeholders(template).replaced(template.value(), "");
    }

    private JsonNode replaced(JsonNode value, String pointer) {
        if (value instanceof ObjectNode object) {
            if (object.size() == 1) {
                var member = object.properties().iterator().next();
                if (KINDS.contains(member.getKey()) && member.getValue().isTextual()) {
                    return content(member.getKey(), member.getValue().asText(), value, pointer);
                }
            }
            object.properties()
                    .forEach(member ->
                            member.setValue(replaced(member.getValue(), JsonPointers.of(pointer, member.getKey()))));
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, replaced(array.get(i), pointer + "/" + i));
            }
        }
        return value;
    }

    private JsonNode content(String kind, String address, JsonNode placeholder, String pointer) {
        if (address.contains("://")) {
            template.refuse(pointer, "%s names an address: put '%s' beside the Template".formatted(kind, address));
            return placeholder;
        }
        var file = address.startsWith("/")
                ? template.root().resolve(address.substring(1)).normalize()
                : template.folder().resolve(address).normalize();
        try {
            if (!isReadable(file)) {
                template.refuse(pointer, "%s names '%s', which is no file of at most 1 MiB".formatted(kind, address));
                return placeholder;
            }
            var text = Files.readAllBytes(file);
            if (kind.equals("$text")) {
                return TextNode.valueOf(new String(text, StandardCharsets.UTF_8));
            }
            var documents = DocumentReader.readAll(text, DocumentFormat.YAML, LineNumbers::disabled, 2);
            if (documents.size() == 1) {
                return documents.get(0).value();
            }
            template.refuse(pointer, "'%s' has not exactly one document".formatted(address));
        } catch (IOException | ProblemException e) {
            template.refuse(pointer, "'%s' cannot be read: %s".formatted(address, e.getMessage()));
        }
        return placeholder;
    }

    private boolean isReadable(Path file) throws IOException {
        return file.startsWith(template.root()) && Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES;
    }
}
