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

    /** Folders with dependencies or build output, whose files belong to others. */
    private static final Set<String> EXCLUDED_FOLDERS = Set.of("node_modules", "target", "build", "dist", "vendor");

    private EntityFiles() {}

    /**
     * A file to validate.
     *
     * @param inFolder true if the caller named its folder, false if the caller named the file
     */
    record EntityFile(Path path, boolean inFolder) {}

    static List<EntityFile> find(List<Path> paths) {
        var files = new ArrayList<EntityFile>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                addFolder(path, files);
            } else if (Files.isReadable(path)) {
                files.add(new EntityFile(path, false));
            } else {
                throw CommandFailure.cannotRun("The file or folder %s does not exist or cannot be read.", path);
            }
        }
        return files;
    }

    private static void addFolder(Path folder, List<EntityFile> files) {
        try {
            Files.walkFileTree(folder, new Visitor(folder, files));
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", folder, e.getMessage());
        }
    }

    /** Collects the YAML files of a folder. Folders and files that cannot be read are skipped. */
    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final List<EntityFile> files;

        Visitor(Path folder, List<EntityFile> files) {
            this.folder = folder;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            var name = String.valueOf(visited.getFileName());
            var leftOut = EXCLUDED_FOLDERS.contains(name) || (name.startsWith(".") && name.length() > 2);
            return leftOut && !visited.equals(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
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
            return FileVisitResult.CONTINUE;
        }
    }
}
