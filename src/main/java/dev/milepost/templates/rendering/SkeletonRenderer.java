package dev.milepost.templates.rendering;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Files to be rendered as {@code fetch:template} does, in its order: of two that get one path, the first stays.
 *
 * @param copied the paths of those whose contents are not templates
 */
record SkeletonRenderer(FileTree tree, Set<String> copied) {

    FileTree render(RenderSession session, String context) {
        var rendered = new TreeMap<String, TreeFile>();
        renderDirectories(session, context);
        tree.files()
                .forEach((path, file) -> named(path, () -> RenderedPath.of(session.render(path, context)))
                        .filter(target -> !rendered.containsKey(target))
                        .ifPresent(target -> rendered.put(
                                target,
                                named(path, () -> content(path, file, text -> session.render(text, context))))));
        return FileTree.of(rendered);
    }

    /** Their names are rendered there on their own, so one that is no template fails although its files' paths are. */
    private void renderDirectories(RenderSession session, String context) {
        var before = "";
        for (var path : tree.files().keySet()) {
            // Paths are in order, so what is a directory of an earlier one is one of the one before.
            int shared = Arrays.mismatch(before.toCharArray(), path.toCharArray());
            for (int slash = path.indexOf('/', shared); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                var directory = path.substring(0, slash + 1);
                named(directory, () -> session.render(directory, context));
            }
            before = path;
        }
    }

    private TreeFile content(String path, TreeFile file, UnaryOperator<String> rendering) {
        var content = file.content();
        if (BinaryContent.isBinary(content)) {
            return file;
        }
        var text = new String(content, StandardCharsets.UTF_8);
        var result = copied.contains(path) ? text : rendering.apply(text);
        return TreeFile.of(utf8(result), file.executable());
    }

    /** As Node writes it: half a character is U+FFFD there, where Java has a question mark. */
    private static byte[] utf8(String text) {
        var whole = text.codePoints()
                .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return whole.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T named(String path, Supplier<T> rendering) {
        try {
            return rendering.get();
        } catch (TemplateFailure | BoundExceeded e) {
            throw new UnrenderableTemplate(path, String.valueOf(e.getMessage()));
        }
    }
}
