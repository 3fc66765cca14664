package dev.milepost.upgrades.merging;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.TreeSet;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.jspecify.annotations.Nullable;

/** The differences between two trees in git's format. */
public final class TreeDifference {

    private TreeDifference() {}

    /** Returns a unified diff; empty if the trees are equal. */
    public static String between(FileTree before, FileTree after) {
        var text = new StringBuilder();
        var budget = new MergeBudget();
        var paths = new TreeSet<>(before.files().keySet());
        paths.addAll(after.files().keySet());
        for (var path : paths) {
            var from = before.files().get(path);
            var to = after.files().get(path);
            if (!Objects.equals(from, to)) {
                text.append("diff --git a/%1$s b/%1$s\n".formatted(path)).append(modes(from, to));
                text.append(content(path, from, to, budget));
            }
        }
        return text.toString();
    }

    private static String modes(@Nullable TreeFile from, @Nullable TreeFile to) {
        if (from == null) {
            return "new file mode " + mode(to) + "\n";
        } else if (to == null) {
            return "deleted file mode " + mode(from) + "\n";
        }
        return from.executable() == to.executable() ? "" : "old mode %s\nnew mode %s\n".formatted(mode(from), mode(to));
    }

    private static String mode(@Nullable TreeFile file) {
        return file != null && file.executable() ? "100755" : "100644";
    }

    private static String content(String path, @Nullable TreeFile from, @Nullable TreeFile to, MergeBudget budget) {
        var before = from == null ? new byte[0] : from.content();
        var after = to == null ? new byte[0] : to.content();
        if (RawText.isBinary(before) || RawText.isBinary(after)) {
            return "Binary files differ\n";
        }
        var old = new RawText(before);
        var now = new RawText(after);
        var edits = new LineDiff(budget).diff(RawTextComparator.DEFAULT, old, now);
        if (edits.isEmpty()) {
            return "";
        }
        var bytes = new ByteArrayOutputStream();
        try (var formatter = new DiffFormatter(bytes)) {
            formatter.format(edits, old, now);
            formatter.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "--- %s\n+++ %s\n"
                        .formatted(from == null ? "/dev/null" : "a/" + path, to == null ? "/dev/null" : "b/" + path)
                + bytes.toString(StandardCharsets.UTF_8);
    }
}
