package dev.milepost.testing;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;

/** Folders with all that is in them. */
public final class Folders {

    public static final CopyOption REPLACING = StandardCopyOption.REPLACE_EXISTING;

    private Folders() {}

    /** @param time of every copy */
    public static void copy(Path from, Path to, FileTime time) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file));
                Files.copy(file, copy);
                Files.setLastModifiedTime(copy, time);
            }
        }
    }

    public static void replace(Path old, Path by) throws IOException {
        delete(old);
        Files.createDirectories(old.getParent());
        Files.move(by, old);
    }

    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
