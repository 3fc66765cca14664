package dev.milepost.upgrades.merging;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.util.io.BinaryHunkOutputStream;
import org.jspecify.annotations.Nullable;

/** The differences between two trees in git's format. */
public final class TreeDifference {

    private static final byte[] NOTHING = new byte[0];

    private TreeDifference() {}

    /** Returns a patch for people, who do not read ids and binary contents; empty if the trees are equal. */
    public static String between(FileTree before, FileTree after) {
        return between(before, after, false);
    }

    /**
     * Returns a patch that git merges where a file has changed since: with the ids of both contents, and with binary
     * contents. Empty if the trees are equal.
     */
    public static String patch(FileTree before, FileTree after) {
        return between(before, after, true);
    }

    private static String between(FileTree before, FileTree after, boolean isComplete) {
        var text = new StringBuilder();
        var budget = new MergeBudget();
        var paths = new TreeSet<>(before.files().keySet());
        paths.addAll(after.files().keySet());
        for (var path : paths) {
            var from = before.files().get(path);
            var to = after.files().get(path);
            if (!Objects.equals(from, to)) {
                text.append("diff --git a/%1$s b/%1$s\n".formatted(path)).append(modes(from, to));
                text.append(content(new FileChange(path, from, to), isComplete, budget));
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

    private record FileChange(
            String path, @Nullable TreeFile from, @Nullable TreeFile to) {}

    private static String content(FileChange change, boolean isComplete, MergeBudget budget) {
        var path = change.path();
        var from = change.from();
        var to = change.to();
        var before = from == null ? NOTHING : from.content();
        var after = to == null ? NOTHING : to.content();
        var index = isComplete ? index(from, to, before, after) : "";
        if (isBinary(from) || isBinary(to)) {
            return isComplete ? index + binary(before, after) : "Binary files differ\n";
        }
        var old = new RawText(before);
        var now = new RawText(after);
        var edits = new LineDiff(budget).diff(RawTextComparator.DEFAULT, old, now);
        if (edits.isEmpty()) {
            return from == null || to == null ? index : "";
        }
        var bytes = new ByteArrayOutputStream();
        try (var formatter = new DiffFormatter(bytes)) {
            formatter.format(edits, old, now);
            formatter.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return index
                + "--- %s\n+++ %s\n"
                        .formatted(
                                from == null ? "/dev/null" : name("a/", path),
                                to == null ? "/dev/null" : name("b/", path))
                + bytes.toString(StandardCharsets.UTF_8);
    }

    /** A name with a space ends with a tab, as git writes it. */
    private static String name(String side, String path) {
        return side + path + (path.indexOf(' ') < 0 ? "" : "\t");
    }

    private static String index(@Nullable TreeFile from, @Nullable TreeFile to, byte[] before, byte[] after) {
        boolean isSameMode = from != null && to != null && from.executable() == to.executable();
        return "index %s..%s%s\n"
                .formatted(
                        from == null ? ObjectId.zeroId().name() : id(before),
                        to == null ? ObjectId.zeroId().name() : id(after),
                        isSameMode ? " " + mode(to) : "");
    }

    private static String id(byte[] content) {
        try (var inserter = new ObjectInserter.Formatter()) {
            return inserter.idFor(Constants.OBJ_BLOB, content).name();
        }
    }

    private static boolean isBinary(@Nullable TreeFile file) {
        return file != null && file.text().isEmpty();
    }

    private static String binary(byte[] before, byte[] after) {
        if (Arrays.equals(before, after)) {
            return "";
        }
        return "GIT binary patch\n" + literal(after) + "\n" + literal(before) + "\n";
    }

    private static String literal(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var lines = new BinaryHunkOutputStream(bytes)) {
            var deflated = new DeflaterOutputStream(lines, new Deflater());
            deflated.write(content);
            deflated.finish();
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "literal %d\n".formatted(content.length) + bytes.toString(StandardCharsets.US_ASCII);
    }
}
