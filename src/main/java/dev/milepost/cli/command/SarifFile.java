package dev.milepost.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The place of a file in SARIF. */
public final class SarifFile {

    /** The id of the root of the repository, which code hosts know. */
    private static final String ROOT = "%SRCROOT%";

    private SarifFile() {}

    /**
     * Writes the URI of a file: relative to the root of its repository if it is in one, as code hosts require, wherever
     * the command was started; else as it was named.
     *
     * @param location an {@code artifactLocation}
     */
    public static void write(ObjectNode location, Path file) {
        var root = repository(file);
        if (root != null) {
            location.put("uri", relative(root.relativize(normal(file)))).put("uriBaseId", ROOT);
        } else if (file.isAbsolute()) {
            location.put("uri", file.toUri().toString());
        } else {
            location.put("uri", relative(file.normalize()));
        }
    }

    /** Returns the nearest folder above a file that has {@code .git}; null if there is none. */
    private static @Nullable Path repository(Path file) {
        for (var folder = normal(file).getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return folder;
            }
        }
        return null;
    }

    private static Path normal(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static String relative(Path file) {
        try {
            var path = file.toString().replace(file.getFileSystem().getSeparator(), "/");
            return new URI(null, null, path, null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
