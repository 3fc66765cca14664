package dev.milepost.cli.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The working tree of a git repository. Works with the command git, so that its hooks and settings apply. */
final class WorkTree {

    private static final String EXECUTABLE = "100755";
    private static final String PLAIN = "100644";

    private final Path root;

    private WorkTree(Path root) {
        this.root = root;
    }

    /** A file that git tracks. Links, submodules and files of more than 5 MiB are none. */
    record TrackedFile(String path, byte[] content, boolean executable) {}

    static WorkTree of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.cannotRun("%s is not a folder.", folder);
        }
        return new WorkTree(
                Path.of(new WorkTree(folder).git("rev-parse", "--show-toplevel").strip()));
    }

    void requireClean() {
        if (!git("status", "--porcelain", "--untracked-files=no").isBlank()) {
            throw CommandFailure.cannotRun("%s has changes that are not committed. Commit or stash them first.", root);
        }
    }

    List<TrackedFile> trackedFiles() {
        var files = new ArrayList<TrackedFile>();
        long bytes = 0;
        for (var line : parts(git("ls-files", "--stage", "-z"))) {
            var mode = line.substring(0, Math.max(0, line.indexOf(' ')));
            var path = line.substring(line.indexOf('\t') + 1);
            var file = root.resolve(path);
            if ((mode.equals(PLAIN) || mode.equals(EXECUTABLE))
                    && FileTree.pathFault(path).isEmpty()
                    && Files.isRegularFile(file)) {
                try {
                    long size = Files.size(file);
                    if (size <= TarArchive.MAX_FILE_BYTES && bytes + size <= TarArchive.MAX_BYTES) {
                        bytes += size;
                        files.add(new TrackedFile(path, Files.readAllBytes(file), mode.equals(EXECUTABLE)));
                    }
                } catch (IOException e) {
                    throw CommandFailure.cannotRun("Cannot read %s: %s", file, e.getMessage());
                }
            }
        }
        return files;
    }

    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        for (int start = 0, end = text.indexOf('\0'); end >= 0; start = end + 1, end = text.indexOf('\0', start)) {
            parts.add(text.substring(start, end));
        }
        return parts;
    }

    /** Makes a branch with the files of a plan in one commit. If that fails, the tree is as it was. */
    void commit(String branch, JsonNode plan, String message) {
        var before = git("rev-parse", "--abbrev-ref", "HEAD").strip();
        git("checkout", "--quiet", "-b", branch);
        try {
            for (var file : plan.path("files")) {
                write(file);
            }
            git("commit", "--quiet", "--message", message);
        } catch (CommandFailure e) {
            git("reset", "--quiet", "--hard");
            git("checkout", "--quiet", before.equals("HEAD") ? "-" : before);
            git("branch", "--quiet", "-D", branch);
            throw e;
        }
    }

    private void write(JsonNode file) {
        var path = file.path("path").asText();
        if (file.hasNonNull("moved_from")) {
            var from = file.path("moved_from").asText();
            place(from);
            createFolders(place(path));
            git("mv", "--", from, path);
        }
        if (file.path("outcome").asText().equals("removed")) {
            place(path);
            git("rm", "--quiet", "--", path);
        }
        var content = file.path("content");
        if (content.isObject()) {
            var bytes = content.has("base64")
                    ? Base64.getDecoder().decode(content.path("base64").asText())
                    : content.path("text").asText().getBytes(StandardCharsets.UTF_8);
            var place = place(path);
            createFolders(place);
            try {
                Files.write(place, bytes);
            } catch (IOException e) {
                throw CommandFailure.cannotRun("Cannot write %s: %s", place, e.getMessage());
            }
            if (!place.toFile().setExecutable(content.path("executable").asBoolean())) {
                throw CommandFailure.cannotRun("Cannot set the mode of %s.", place);
            }
            git("add", "--force", "--", path);
        }
    }

    private static void createFolders(Path place) {
        var parent = place.toAbsolutePath().getParent();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot write %s: %s", place, e.getMessage());
        }
    }

    /** Returns the place of a path, which must be in the tree and not behind a link. */
    private Path place(String path) {
        if (FileTree.pathFault(path).isPresent()) {
            throw CommandFailure.cannotRun("The plan has the path '%s', which no repository can have.", path);
        }
        for (var folder = root.resolve(path); folder != null && !folder.equals(root); folder = folder.getParent()) {
            if (Files.isSymbolicLink(folder)) {
                throw CommandFailure.cannotRun("The plan changes '%s', but there is a link at %s.", path, folder);
            }
        }
        return root.resolve(path);
    }

    private String git(String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            var output = new ByteArrayOutputStream();
            process.getInputStream().transferTo(output);
            var text = output.toString(StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw CommandFailure.cannotRun("git %s failed: %s", arguments[0], text.strip());
            }
            return text;
        } catch (IOException e) {
            throw CommandFailure.cannotRun("The command needs git: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.cannotRun("The command was interrupted.");
        }
    }
}
