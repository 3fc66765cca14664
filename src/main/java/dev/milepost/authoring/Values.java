package dev.milepost.authoring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.entities.Format;
import dev.milepost.entities.PlainDocument;
import dev.milepost.entities.UnreadableEntities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The parameters to render with, as a file has them. */
final class Values {

    private Values() {}

    /** None at all without a file. */
    static ObjectNode read(@Nullable Path file) {
        if (file == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            var format = file.toString().endsWith(".json") ? Format.JSON : Format.YAML;
            var document = PlainDocument.read(Files.readAllBytes(file), format);
            if (document.isPresent() && document.get().value() instanceof ObjectNode values) {
                return values;
            }
            throw CannotAuthor.because("%s must be one map of parameters.", file);
        } catch (IOException | UnreadableEntities e) {
            throw CannotAuthor.because("Cannot read %s: %s", file, e.getMessage());
        }
    }
}
