package dev.milepost.cli.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.text.Trim;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.InvalidTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The skeleton of the module: what the Template's steps fetch beside it. If that is one folder, the skeleton is its
 * content. Otherwise folders keep their paths, in which {@code up} stands for {@code ..}.
 */
final class SkeletonCopy {

    private static final Set<String> FETCHING = Set.of(
            "fetch:template",
            "fetch:plain",
            "fetch:template:file",
            "fetch:plain:file",
            "fetch:cookiecutter",
            "fetch:rails");
    private static final String UP = "up";

    private final TemplateDocument template;
    private final TreeMap<String, TreeFile> files = new TreeMap<>();
    private final List<Fetch> fetches = new ArrayList<>();
    private long bytes;

    private SkeletonCopy(TemplateDocument template) {
        this.template = template;
    }

    private record Fetch(ObjectNode step, String pointer, FetchedAddress address) {}

    /** Copies the files, and changes the addresses of the steps to them. */
    static FileTree of(TemplateDocument template) {
        var copy = new SkeletonCopy(template);
        copy.find();
        copy.copyAll();
        try {
            return FileTree.of(copy.files);
        } catch (InvalidTree e) {
            e.faults()
                    .forEach(fault -> template.refuse(
                            "/spec/steps", "the file '%s' %s".formatted(fault.pointer(), fault.detail())));
            return FileTree.EMPTY;
        }
    }

    private void find() {
        var steps = template.value().at("/spec/steps");
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof ObjectNode step
                    && FETCHING.contains(step.path("action").asText())) {
                var url = step.path("input").path("url").asText();
                var pointer = "/spec/steps/" + i + "/input/url";
                var address = FetchedAddress.of(url, template.value().at("/spec/parameters"));
                if (address.isRelative()) {
                    fetches.add(new Fetch(step, pointer, address));
                } else if (!url.isEmpty()) {
                    template.note(pointer, "upgrades do not follow what is fetched from elsewhere");
                }
            }
        }
    }

    private void copyAll() {
        var paths = fetches.stream()
                .flatMap(fetch -> fetch.address().paths().stream())
                .map(this::resolved)
                .distinct()
                .toList();
        var isOne = paths.size() == 1
                && Files.isDirectory(paths.get(0))
                && fetches.stream().allMatch(fetch -> fetch.address().isKnown());
        for (var fetch : fetches) {
            for (var path : fetch.address().paths()) {
                copy(fetch, path, isOne ? "" : place(path));
            }
            var input = (ObjectNode) fetch.step().get("input");
            input.put("url", isOne ? "./skeleton" : url(fetch, input.path("url").asText()));
        }
    }

    private String url(Fetch fetch, String written) {
        if (fetch.address().isExpression()) {
            return "./skeleton/" + written;
        }
        if (fetch.address().isKnown()) {
            var place = place(written);
            return place.isEmpty() ? "./skeleton" : "./skeleton/" + place;
        }
        var folder = fetch.address().paths().get(0);
        var place = place(folder);
        var rest = folder.equals("./") && !written.startsWith("./") ? written : written.substring(folder.length());
        return "./skeleton/" + (place.isEmpty() ? "" : place + "/") + rest;
    }

    private Path resolved(String path) {
        var base = path.startsWith("/") ? template.root() : template.folder();
        return base.resolve(path.startsWith("/") ? path.substring(1) : path).normalize();
    }

    /** Returns the path in the skeleton of what has a path relative to the Template. */
    private String place(String path) {
        var relative = template.folder().relativize(resolved(path));
        var parts = new ArrayList<String>();
        relative.forEach(part -> {
            var name = part.toString();
            if (!name.isEmpty()) {
                parts.add(name.equals("..") ? UP : name);
            }
        });
        return String.join("/", parts);
    }

    private void copy(Fetch fetch, String path, String place) {
        var source = resolved(path);
        if (!source.startsWith(template.root())) {
            template.refuse(fetch.pointer(), "'%s' is outside of %s".formatted(path, template.root()));
        } else if (fetch.address().isExpression() && !source.startsWith(template.folder())) {
            template.refuse(
                    fetch.pointer(),
                    "'%s' is above the Template and a value of an expression: write it as a path with one expression in it"
                            .formatted(path));
        } else if (Files.isRegularFile(source)) {
            add(fetch, source, place);
        } else if (Files.isDirectory(source)) {
            copyFolder(fetch, source, place.isEmpty() ? "" : place + "/");
        } else {
            template.refuse(
                    fetch.pointer(), "there is no '%s' beside the Template".formatted(Trim.trailing(path, '/')));
        }
    }

    private void copyFolder(Fetch fetch, Path folder, String prefix) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    return visited.getFileName() != null
                                    && visited.getFileName().toString().equals(".git")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var path = folder.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/");
                    if (attributes.isRegularFile()) {
                        add(fetch, file, prefix + path);
                    } else {
                        template.note(fetch.pointer(), "the link '%s' is left out".formatted(prefix + path));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            template.refuse(fetch.pointer(), "%s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    private void add(Fetch fetch, Path file, String path) {
        if (files.containsKey(path) || files.size() > TarArchive.MAX_FILES) {
            return;
        }
        try {
            long size = Files.size(file);
            bytes += size;
            if (size > TarArchive.MAX_FILE_BYTES || bytes > TarArchive.MAX_BYTES) {
                template.refuse(
                        fetch.pointer(),
                        "'%s' exceeds the limits of a skeleton: %d MiB, and %d MiB for a file"
                                .formatted(path, TarArchive.MAX_BYTES >> 20, TarArchive.MAX_FILE_BYTES >> 20));
                return;
            }
            if (files.size() == TarArchive.MAX_FILES) {
                template.refuse(fetch.pointer(), "there are more than %,d files".formatted(TarArchive.MAX_FILES));
            }
            files.put(path, TreeFile.of(Files.readAllBytes(file), Files.isExecutable(file)));
        } catch (IOException e) {
            template.refuse(fetch.pointer(), "%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
