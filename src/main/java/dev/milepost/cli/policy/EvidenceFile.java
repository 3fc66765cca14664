package dev.milepost.cli.policy;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document of evidence in a file. */
record EvidenceFile(Path path, byte[] bytes) {

    private static final int LOOKED_AT = 1_000;

    /** @throws CommandFailure if it cannot be read or is larger than evidence may be */
    static EvidenceFile read(Path path) {
        try {
            if (Files.size(path) > DocumentLimits.BYTES) {
                throw CommandFailure.cannotRun(
                        "%s is larger than evidence may be (%d bytes).", path, DocumentLimits.BYTES);
            }
            return new EvidenceFile(path, Files.readAllBytes(path));
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", path, e.getMessage());
        }
    }

    /** The content type to send it with: JSON and YAML must be named. */
    String contentType() {
        var start = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.UTF_8);
        start = (start.startsWith("\uFEFF") ? start.substring(1) : start).stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            return "application/json";
        }
        return isYaml() ? "application/yaml" : start.startsWith("<") ? "application/xml" : "text/plain";
    }

    /** The format of a file that is JSON or YAML. */
    DocumentFormat format() {
        return isYaml() ? DocumentFormat.YAML : DocumentFormat.JSON;
    }

    private boolean isYaml() {
        return path.toString().endsWith(".yaml") || path.toString().endsWith(".yml");
    }
}
