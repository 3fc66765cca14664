package dev.milepost.cli.authoring;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files of a service in a folder, which are read when they are asked for. Links are none of them. */
record CheckoutFolder(Path folder, Set<String> paths) {

    private static final Set<String> SKIPPED = Set.of(".git", "node_modules");
    private static final int MOST = 100_000;

    static CheckoutFolder of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.cannotRun("%s is not a folder.", folder);
        }
        var paths = new TreeSet<String>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    return visited.getFileName() != null
                                    && SKIPPED.contains(visited.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var path = folder.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/");
                    if (attributes.isRegularFile()
                            && attributes.size() <= TarArchive.MAX_FILE_BYTES
                            && FileTree.pathFault(path).isEmpty()) {
                        paths.add(path);
                    }
                    return paths.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }
            });
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", folder, e.getMessage());
        }
        return new CheckoutFolder(folder, paths);
    }

    Optional<TreeFile> find(String path) {
        if (!paths.contains(path)) {
            return Optional.empty();
        }
        var file = folder.resolve(path);
        try {
            return Optional.of(TreeFile.of(Files.readAllBytes(file), Files.isExecutable(file)));
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", file, e.getMessage());
        }
    }

    /** Returns the location of the remote repository as Backstage writes it: {@code github.com?owner=acme&repo=orders}. */
    Optional<String> repoUrl() {
        var config = folder.resolve(".git/config");
        if (!Files.isRegularFile(config)) {
            return Optional.empty();
        }
        try {
            var isOrigin = false;
            for (var line :
                    Files.readString(config, StandardCharsets.UTF_8).lines().toList()) {
                var text = line.strip();
                isOrigin = text.startsWith("[") ? text.equals("[remote \"origin\"]") : isOrigin;
                if (isOrigin && text.startsWith("url") && text.contains("=")) {
                    return repoUrl(text.substring(text.indexOf('=') + 1).strip());
                }
            }
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", config, e.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<String> repoUrl(String remote) {
        int scheme = remote.indexOf("://");
        var rest = scheme < 0 ? remote : remote.substring(scheme + 3);
        rest = rest.substring(rest.indexOf('@') + 1).replace(':', '/');
        rest = rest.endsWith(".git") ? rest.substring(0, rest.length() - 4) : rest;
        int host = rest.indexOf('/');
        int repository = rest.lastIndexOf('/');
        return host > 0 && repository > host
                ? Optional.of("%s?owner=%s&repo=%s"
                        .formatted(
                                rest.substring(0, host),
                                rest.substring(host + 1, repository),
                                rest.substring(repository + 1)))
                : Optional.empty();
    }
}
