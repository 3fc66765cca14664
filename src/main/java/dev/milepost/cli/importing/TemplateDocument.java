package dev.milepost.cli.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.LineNumbers;
import dev.milepost.platform.documents.UnreadableDocument;
import dev.milepost.platform.http.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Template of Backstage in a file, and what the import has found in it.
 *
 * @param root the folder that all files of the Template are in
 */
record TemplateDocument(Path file, Path root, ObjectNode value, LineNumbers lines, List<ImportFinding> findings) {

    private static final int MOST_DOCUMENTS = 100;
    private static final String API = "scaffolder.backstage.io/";

    /** Reads the Templates of a file; one that cannot be read has a finding. */
    static List<TemplateDocument> read(Path file, Path root, List<ImportFinding> unreadable) {
        var found = new ArrayList<TemplateDocument>();
        try {
            var text = Files.readAllBytes(file);
            for (var document :
                    DocumentReader.readAll(text, DocumentFormat.YAML, LineNumbers::recording, MOST_DOCUMENTS)) {
                if (document.value() instanceof ObjectNode template
                        && template.path("kind").asText().equals("Template")) {
                    found.add(new TemplateDocument(file, root, template, document.lines(), new ArrayList<>()));
                }
            }
        } catch (UnreadableDocument e) {
            unreadable.add(new ImportFinding(file, Math.max(1, e.line()), true, "", String.valueOf(e.getMessage())));
        } catch (IOException | ProblemException e) {
            unreadable.add(new ImportFinding(file, 1, true, "", String.valueOf(e.getMessage())));
        }
        found.forEach(TemplateDocument::checkVersion);
        return found;
    }

    private void checkVersion() {
        var version = value.path("apiVersion").asText();
        if (!version.startsWith(API)) {
            refuse(
                    "/apiVersion",
                    "'%s' is not read by Backstage any more: migrate it to %sv1beta3".formatted(version, API));
        }
    }

    Path folder() {
        var folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? root : folder;
    }

    boolean isRefused() {
        return findings.stream().anyMatch(ImportFinding::refuses);
    }

    void note(String pointer, String detail) {
        findings.add(new ImportFinding(file, lines.lineOf(pointer), false, pointer, detail));
    }

    void refuse(String pointer, String detail) {
        findings.add(new ImportFinding(file, lines.lineOf(pointer), true, pointer, detail));
    }
}
