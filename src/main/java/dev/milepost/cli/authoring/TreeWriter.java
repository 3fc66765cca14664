package dev.milepost.cli.authoring;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a tree as files to disk. */
final class TreeWriter {

    private TreeWriter() {}

    /** Writes into a folder that is empty or does not exist yet, so that nothing is overwritten. */
    static void write(FileTree tree, Path folder) {
        try {
            Files.createDirectories(folder);
            try (var present = Files.list(folder)) {
                if (present.findAny().isPresent()) {
                    throw CommandFailure.cannotRun("%s is not empty. Choose another folder with --out.", folder);
                }
            }
            for (var file : tree.files().entrySet()) {
                write(folder, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot write to %s: %s", folder, e.getMessage());
        }
    }

    private static void write(Path folder, String path, TreeFile file) throws IOException {
        var target = folder.resolve(path).normalize();
        if (!target.startsWith(folder.normalize())) {
            throw CommandFailure.cannotRun("The path '%s' is outside of %s.", path, folder);
        }
        var parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(target, file.content());
        if (file.executable() && !target.toFile().setExecutable(true, false)) {
            throw CommandFailure.cannotRun("Cannot make %s executable.", target);
        }
    }
}
