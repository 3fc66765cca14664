package dev.milepost.cli.importing;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the files with Templates in a folder. Links are not followed. */
final class TemplateSearch extends SimpleFileVisitor<Path> {

    private static final int MAX_DEPTH = 20;
    private static final int MOST = 10_000;
    private static final long MOST_BYTES = 1 << 20;
    private static final Set<String> NAMES = Set.of("template.yaml", "template.yml");
    private static final Set<String> SKIPPED = Set.of(".git", "node_modules");

    private final List<Path> found = new ArrayList<>();

    private TemplateSearch() {}

    /** Returns the file itself, the folder's {@code template.yaml}, or else all Templates beneath it. */
    static List<Path> in(Path place) {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        if (!Files.isDirectory(place)) {
            throw CommandFailure.cannotRun("%s is neither a folder nor a file.", place);
        }
        var direct = NAMES.stream()
                .sorted()
                .map(place::resolve)
                .filter(file -> Files.isRegularFile(file) && isTemplate(file))
                .toList();
        if (!direct.isEmpty()) {
            return direct;
        }
        var search = new TemplateSearch();
        try {
            Files.walkFileTree(place, Set.of(), MAX_DEPTH, search);
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", place, e.getMessage());
        }
        return search.found.stream().sorted().toList();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return folder.getFileName() != null
                        && SKIPPED.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        var name = file.getFileName().toString();
        if (attributes.isRegularFile()
                && (name.endsWith(".yaml") || name.endsWith(".yml"))
                && attributes.size() <= MOST_BYTES
                && isTemplate(file)) {
            if (found.size() == MOST) {
                throw CommandFailure.cannotRun("There are more than %,d Templates. Choose a folder in it.", MOST);
            }
            found.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    /** Whether a line says that the document is a Template, maybe in quotes or before a comment. */
    private static boolean isKind(String line) {
        if (!line.startsWith("kind:")) {
            return false;
        }
        var value = line.substring("kind:".length()).strip();
        int comment = value.indexOf(" #");
        var plain = comment < 0 ? value : value.substring(0, comment).strip();
        return plain.equals("Template") || plain.equals("\"Template\"") || plain.equals("'Template'");
    }

    private static boolean isTemplate(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .anyMatch(TemplateSearch::isKind);
        } catch (IOException e) {
            return false;
        }
    }
}
