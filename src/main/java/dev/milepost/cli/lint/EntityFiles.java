package dev.milepost.cli.lint;

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

/** Finds the files to validate: the named files, and in folders those that may contain entities. */
final class EntityFiles {

    /** Folders with dependencies, build output or the data of tools, whose files belong to others. */
    private static final Set<String> EXCLUDED_FOLDERS = Set.of(
            "node_modules",
            "target",
            "build",
            "dist",
            "vendor",
            ".git",
            ".hg",
            ".svn",
            ".gradle",
            ".venv",
            "venv",
            ".tox",
            ".terraform",
            ".next",
            ".cache");

    private EntityFiles() {}

    /**
     * The files to validate, and what is left out.
     *
     * @param skipped in the order in which they were found
     */
    record Found(List<EntityFile> files, List<Skipped> skipped) {}

    /** A file or folder that is left out. */
    record Skipped(Path path, String reason) {}

    /**
     * A file to validate.
     *
     * @param inFolder true if the caller named its folder, false if the caller named the file
     */
    record EntityFile(Path path, boolean inFolder) {}

    static Found find(List<Path> paths) {
        var files = new ArrayList<EntityFile>();
        var skipped = new ArrayList<Skipped>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                addFolder(path, files, skipped);
            } else if (Files.isReadable(path)) {
                files.add(new EntityFile(path, false));
            } else {
                throw CommandFailure.cannotRun("The file or folder %s does not exist or cannot be read.", path);
            }
        }
        return new Found(files, skipped);
    }

    private static void addFolder(Path folder, List<EntityFile> files, List<Skipped> skipped) {
        try {
            Files.walkFileTree(folder, new Visitor(folder, files, skipped));
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", folder, e.getMessage());
        }
    }

    /** Collects the YAML files of a folder. Folders and files that cannot be read are skipped. */
    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final List<EntityFile> files;
        private final List<Skipped> skipped;

        Visitor(Path folder, List<EntityFile> files, List<Skipped> skipped) {
            this.folder = folder;
            this.files = files;
            this.skipped = skipped;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            var name = String.valueOf(visited.getFileName());
            if (!EXCLUDED_FOLDERS.contains(name) || visited.equals(folder)) {
                return FileVisitResult.CONTINUE;
            }
            if (!name.equals(".git")) {
                skipped.add(new Skipped(visited, "dependencies, build output or data of a tool"));
            }
            return FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                    && (file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))) {
                files.add(new EntityFile(file, true));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException fault) {
            skipped.add(new Skipped(file, "cannot be read"));
            return FileVisitResult.CONTINUE;
        }
    }
}
