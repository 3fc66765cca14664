package dev.milepost.cli.authoring;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the files of a folder as a tree, within the limits for published skeletons. */
final class SkeletonFolder extends SimpleFileVisitor<Path> {

    private final Path folder;
    private final SortedMap<String, TreeFile> files = new TreeMap<>();
    private long bytes;

    private SkeletonFolder(Path folder) {
        this.folder = folder;
    }

    /** Reads a folder; empty if it does not exist. */
    static FileTree read(Path folder) {
        if (!Files.exists(folder)) {
            return FileTree.EMPTY;
        }
        var reading = new SkeletonFolder(folder);
        try {
            Files.walkFileTree(folder, reading);
            return new FileTree(reading.files);
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", folder, e.getMessage());
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        var path =
                folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        if (!attributes.isRegularFile()) {
            throw ProblemException.of(
                    ProblemType.INVALID_TREE, "A skeleton may have regular files only, no links.", path);
        }
        bytes += attributes.size();
        if (attributes.size() > TarArchive.MAX_FILE_BYTES
                || bytes > TarArchive.MAX_BYTES
                || files.size() == TarArchive.MAX_FILES) {
            throw ProblemException.of(
                    ProblemType.INVALID_TREE,
                    "The skeleton is too large: it may have at most %,d files and %d MiB, and a file at most %d MiB."
                            .formatted(
                                    TarArchive.MAX_FILES, TarArchive.MAX_BYTES >> 20, TarArchive.MAX_FILE_BYTES >> 20),
                    path);
        }
        files.put(path, TreeFile.of(Files.readAllBytes(file), Files.isExecutable(file)));
        return FileVisitResult.CONTINUE;
    }
}
