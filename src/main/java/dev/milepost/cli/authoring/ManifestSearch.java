package dev.milepost.cli.authoring;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the manifests in a folder. It does not follow links, and skips manifests inside skeletons. */
final class ManifestSearch extends SimpleFileVisitor<Path> {

    private static final List<String> NAMES = List.of("manifest.yaml", "manifest.yml", "manifest.json");
    private static final int MAX_DEPTH = 20;
    private static final int MAX_MANIFESTS = 10_000;

    private final Path folder;
    private final List<Path> found = new ArrayList<>();

    private ManifestSearch(Path folder) {
        this.folder = folder;
    }

    static List<Path> in(Path folder) {
        var search = new ManifestSearch(folder);
        try {
            Files.walkFileTree(folder, Set.of(), MAX_DEPTH, search);
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", folder, e.getMessage());
        }
        return search.found.stream().sorted().toList();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
        var isSkeleton = !visited.equals(folder)
                && visited.getFileName().toString().equals("skeleton")
                && NAMES.stream().anyMatch(name -> Files.exists(visited.resolveSibling(name)));
        return isSkeleton ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && NAMES.contains(file.getFileName().toString())) {
            if (found.size() == MAX_MANIFESTS) {
                throw CommandFailure.cannotRun(
                        "%s has more than %,d manifests. Choose a folder in it.", folder, MAX_MANIFESTS);
            }
            found.add(file);
        }
        return FileVisitResult.CONTINUE;
    }
}
