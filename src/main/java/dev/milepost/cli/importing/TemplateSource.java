package dev.milepost.cli.importing;

import dev.milepost.cli.command.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where Templates are: a place on disk, in a repository that addresses from {@code /} begin at.
 *
 * @param root the root of the repository, or a folder above the place if there is none
 */
record TemplateSource(Path place, Path root) {

    private static final int LEVELS_ABOVE = 3;

    /** The parts of an address between a repository and the branch or tag, as hosts of git write them. */
    private static final List<String> TREES =
            List.of("/-/tree/", "/-/blob/", "/tree/", "/blob/", "/src/branch/", "/src/");

    /** @param text a folder, a file, or the address of one on a host of git, as browsers show it */
    static TemplateSource of(String text, Path temporary) {
        if (!text.contains("://")) {
            var place = Path.of(text).toAbsolutePath().normalize();
            if (!Files.exists(place)) {
                throw CommandFailure.cannotRun("%s is neither a folder nor a file.", place);
            }
            return new TemplateSource(place, root(place));
        }
        for (var tree : TREES) {
            int at = text.indexOf(tree, text.indexOf("://") + 3);
            if (at > 0) {
                var rest = text.substring(at + tree.length());
                int slash = rest.indexOf('/');
                var reference = slash < 0 ? rest : rest.substring(0, slash);
                var path = slash < 0 ? "" : rest.substring(slash + 1);
                return cloned(text.substring(0, at), reference, path, temporary);
            }
        }
        return cloned(text, "", "", temporary);
    }

    private static TemplateSource cloned(String repository, String reference, String path, Path temporary) {
        var command = new ArrayList<>(List.of("git", "clone", "--quiet", "--depth", "1"));
        if (!reference.isEmpty()) {
            command.addAll(List.of("--branch", reference));
        }
        var root = temporary.resolve("repository");
        command.addAll(List.of("--", repository, root.toString()));
        run(command, repository);
        var place = root.resolve(path).normalize();
        if (!place.startsWith(root) || !Files.exists(place)) {
            throw CommandFailure.cannotRun("%s has no '%s'.", repository, path);
        }
        return new TemplateSource(place, root);
    }

    /** Returns the nearest folder with {@code .git}. */
    private static Path root(Path place) {
        var folder = Files.isDirectory(place) ? place : place.getParent();
        for (var root = folder; root != null; root = root.getParent()) {
            if (Files.exists(root.resolve(".git"))) {
                return root;
            }
        }
        // Without a repository, a Template may still refer to what is near its folder, but not to the whole disk.
        var root = folder;
        for (int i = 0; i < LEVELS_ABOVE && root != null && root.getParent() != null; i++) {
            root = root.getParent();
        }
        return root == null ? place : root;
    }

    private static void run(List<String> command, String repository) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("GIT_TERMINAL_PROMPT", "0"));
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var output = new ByteArrayOutputStream();
            process.getInputStream().transferTo(output);
            if (process.waitFor() != 0) {
                throw CommandFailure.cannotRun(
                        "Cannot clone %s: %s",
                        repository, output.toString(StandardCharsets.UTF_8).strip());
            }
        } catch (IOException e) {
            throw CommandFailure.cannotRun("The command needs git: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.cannotRun("The command was interrupted.");
        }
    }
}
