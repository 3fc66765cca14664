package dev.milepost.cli.slos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.DocumentReader.Element;
import dev.milepost.platform.documents.LineNumbers;
import dev.milepost.platform.http.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads files with definitions. */
final class DefinitionFile {

    private static final int MAX_DOCUMENTS = 1_000;

    private DefinitionFile() {}

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", file, e.getMessage());
        }
    }

    static DocumentFormat format(Path file) {
        return file.toString().endsWith(".json") ? DocumentFormat.JSON : DocumentFormat.YAML;
    }

    static List<JsonNode> documents(Path file) {
        try {
            return DocumentReader.readElements(
                            bytes(file), format(file), LineNumbers::disabled, MAX_DOCUMENTS, "documents can be read")
                    .stream()
                    .map(Element::value)
                    .toList();
        } catch (ProblemException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", file, e.getMessage());
        }
    }
}
