package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.templates.rendering.TemplateOptions;
import dev.milepost.templates.rendering.TemplateSyntax;
import java.util.List;

/** Reads the options of {@code fetch:template} from the input of a step. */
final class TemplateInput {

    static final String COPIED = "copyWithoutTemplating";
    private static final String EXTENSION = ".njk";

    private TemplateInput() {}

    static TemplateOptions options(JsonNode input) {
        var syntax = new TemplateSyntax(
                input.path("cookiecutterCompat").asBoolean(),
                input.path("trimBlocks").asBoolean(),
                input.path("lstripBlocks").asBoolean());
        List<String> copied =
                input.path(COPIED).valueStream().map(JsonNode::asText).toList();
        var extension = input.path("templateFileExtension");
        if (extension.isTextual() && !extension.asText().isEmpty()) {
            var text = extension.asText();
            return new TemplateOptions(syntax, copied, text.startsWith(".") ? text : "." + text);
        }
        return new TemplateOptions(syntax, copied, extension.asBoolean() ? EXTENSION : null);
    }
}
