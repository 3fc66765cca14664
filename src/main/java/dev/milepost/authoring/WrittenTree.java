package dev.milepost.authoring;

import dev.milepost.trees.FileTree;
import dev.milepost.trees.TreeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tree as files on disk. */
final class WrittenTree {

    private WrittenTree() {}

    /** Into a folder that is empty or not there yet, so that nothing is overwritten. */
    static void write(FileTree tree, Path folder) {
        try {
            Files.createDirectories(folder);
            try (var present = Files.list(folder)) {
                if (present.findAny().isPresent()) {
                    throw CannotAuthor.because("%s is not empty: give another --out.", folder);
                }
            }
            for (var file : tree.files().entrySet()) {
                write(folder, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw CannotAuthor.because("Cannot write to %s: %s", folder, e.getMessage());
        }
    }

    private static void write(Path folder, String path, TreeFile file) throws IOException {
        var place = folder.resolve(path).normalize();
        if (!place.startsWith(folder.normalize())) {
            throw CannotAuthor.because("'%s' would be written outside of %s.", path, folder);
        }
        var parent = place.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(place, file.content());
        if (file.executable() && !place.toFile().setExecutable(true, false)) {
            throw CannotAuthor.because("Cannot make %s executable.", place);
        }
    }
}
