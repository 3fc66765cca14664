package dev.milepost.cli.authoring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.UnreadableDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the parameters for rendering from a file. */
final class ValuesFile {

    private ValuesFile() {}

    /** Empty if no file is given. */
    static ObjectNode read(@Nullable Path file) {
        if (file == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            var format = file.toString().endsWith(".json") ? DocumentFormat.JSON : DocumentFormat.YAML;
            var document = DocumentReader.readOne(Files.readAllBytes(file), format);
            if (document.isPresent() && document.get().value() instanceof ObjectNode values) {
                return values;
            }
            throw CommandFailure.cannotRun("%s must be a map of parameters.", file);
        } catch (IOException | UnreadableDocument e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", file, e.getMessage());
        }
    }
}
