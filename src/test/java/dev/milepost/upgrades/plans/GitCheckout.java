package dev.milepost.upgrades.plans;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A repository that git itself has made, and its working tree. */
final class GitCheckout {

    private final Path folder;

    private GitCheckout(Path folder) {
        this.folder = folder;
    }

    /** Makes a repository with the files in one commit. */
    static GitCheckout of(Path folder, FileTree files) {
        var checkout = new GitCheckout(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checkout.git("init", "-q", ".");
        checkout.write(files);
        checkout.commit();
        return checkout;
    }

    Path folder() {
        return folder;
    }

    void commit() {
        git("add", "-A", "-f", ".");
        git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "--allow-empty", "-m", "files");
    }

    void write(FileTree files) {
        files.files().forEach((path, file) -> write(path, file.content(), file.executable()));
    }

    void write(String path, String text) {
        write(path, text.getBytes(StandardCharsets.UTF_8), false);
    }

    void write(String path, byte[] content, boolean executable) {
        try {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            if (!file.toFile().setExecutable(executable)) {
                throw new IOException("mode of " + path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] tar() {
        return run(folder, List.of("tar", "-C", folder.toString(), "-c", "."), new byte[0]);
    }

    /** Applies a patch as a client does. */
    void apply(String patch) {
        if (!patch.isEmpty()) {
            run(folder, List.of("git", "apply", "--3way", "-"), patch.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The plain files of the working tree, without git's. Their paths may be such as no tree has. */
    TreeMap<String, TreeFile> plain() {
        var files = new TreeMap<String, TreeFile>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                var path = folder.relativize(file).toString();
                if (!path.startsWith(".git/")) {
                    files.put(path, TreeFile.of(Files.readAllBytes(file), Files.isExecutable(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    String git(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new String(run(folder, command, new byte[0]), StandardCharsets.UTF_8);
    }

    static byte[] run(Path folder, List<String> command, byte[] input) {
        try {
            var errors = Files.createTempFile("git", ".log");
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(errors.toFile())
                    .start();
            var writer = new Thread(() -> {
                try (var out = process.getOutputStream()) {
                    out.write(input);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();
            var output = new ByteArrayOutputStream();
            process.getInputStream().transferTo(output);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(command + ": " + status + " " + Files.readString(errors));
            }
            return output.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
