package dev.milepost.templates.rendering;

import dev.milepost.templates.rendering.RenderLimits.Exceeded;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Renders files as {@code fetch:template} does, in its order. If two files get the same path, the first is used.
 *
 * @param copied the paths of the files whose contents are not templates
 */
record SkeletonRenderer(FileTree tree, Set<String> copied, TemplateOptions options) {

    FileTree render(RenderSession session, String context) {
        var rendered = new TreeMap<String, TreeFile>();
        renderDirectories(session, context);
        tree.files()
                .forEach((path, file) -> named(
                                path,
                                () -> RenderedPath.of(session.render(options.target(path), context, options.syntax())))
                        .filter(target -> !rendered.containsKey(target))
                        .ifPresent(target -> rendered.put(target, named(path, () -> {
                            var content = content(path, file, text -> session.render(text, context, options.syntax()));
                            session.chargeFile(content.size());
                            return content;
                        }))));
        return FileTree.of(rendered);
    }

    /**
     * Renders directory names separately, as the scaffolder does. An invalid template in a directory's name fails there
     * even if the paths of its files are valid.
     */
    private void renderDirectories(RenderSession session, String context) {
        var before = "";
        for (var path : tree.files().keySet()) {
            // Paths are sorted, so an already rendered directory is also one of the previous path.
            int shared = Arrays.mismatch(before.toCharArray(), path.toCharArray());
            for (int slash = path.indexOf('/', shared); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                var directory = path.substring(0, slash + 1);
                named(directory, () -> session.render(directory, context, options.syntax()));
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
        var result = options.isTemplate(path) && !copied.contains(path) ? rendering.apply(text) : text;
        return TreeFile.of(utf8(result), file.executable());
    }

    /** Encodes UTF-8 as Node does: an unpaired surrogate becomes U+FFFD, where Java writes a question mark. */
    private static byte[] utf8(String text) {
        if (text.chars().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        var whole = text.codePoints()
                .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return whole.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T named(String path, Supplier<T> rendering) {
        try {
            return rendering.get();
        } catch (TemplateFailure | Exceeded e) {
            throw Renderer.unrenderable(path, String.valueOf(e.getMessage()));
        }
    }
}
