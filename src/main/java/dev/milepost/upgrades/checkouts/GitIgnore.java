package dev.milepost.upgrades.checkouts;

import dev.milepost.upgrades.checkouts.IgnoreRule.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the {@code .gitignore} files of a checkout, in bounded time: beyond the limit a file is read that git would
 * ignore.
 *
 * @see <a href="https://git-scm.com/docs/gitignore">gitignore</a>
 */
final class GitIgnore {

    /** The limit of one {@code .gitignore} and of all together, in bytes. */
    static final int MOST_BYTES = 64 << 10;

    static final int MOST_BYTES_TOGETHER = 512 << 10;

    private static final String NAME = ".gitignore";
    private static final int LONGEST_PATH = 512;

    /** The limit of the work of all matches, in characters. */
    private static final long MOST_WORK = 5_000_000;

    /** The rules by the folder of their file; the root is empty. The last rule that matches counts, so it is first. */
    private final Map<String, List<IgnoreRule>> rules = new HashMap<>();

    private final Map<String, Boolean> folders = new HashMap<>();
    private long work;

    /** @param files the texts by their paths in the checkout */
    GitIgnore(Map<String, String> files) {
        files.forEach((path, text) -> {
            var ofFile = new ArrayList<IgnoreRule>();
            text.lines().forEach(line -> IgnoreRule.parse(line).ifPresent(rule -> ofFile.add(0, rule)));
            rules.put(parent(path), List.copyOf(ofFile));
        });
    }

    static boolean isIgnoreFile(String path) {
        return path.equals(NAME) || path.endsWith("/" + NAME);
    }

    /**
     * Returns the path that makes git ignore an untracked file: its own, or the outermost of its folders that is
     * ignored. Null if git does not ignore the file.
     */
    @Nullable
    String ignored(String path) {
        if (rules.isEmpty() || path.length() > LONGEST_PATH) {
            return null;
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            var folder = path.substring(0, slash);
            var known = folders.get(folder);
            if (known == null) {
                known = matches(folder, true);
                folders.put(folder, known);
            }
            if (known) {
                return folder;
            }
        }
        return matches(path, false) ? path : null;
    }

    /** Whether the rule that counts ignores a path: the last one that matches, of the file in the nearest folder. */
    private boolean matches(String path, boolean isFolder) {
        for (@Nullable String folder = parent(path);
                folder != null;
                folder = folder.isEmpty() ? null : parent(folder)) {
            var relative = folder.isEmpty() ? path : path.substring(folder.length() + 1);
            for (var rule : rules.getOrDefault(folder, List.of())) {
                work += rule.work(relative);
                if (work > MOST_WORK) {
                    return false;
                }
                var verdict = rule.verdict(relative, isFolder);
                if (verdict != Verdict.NONE) {
                    return verdict == Verdict.IGNORED;
                }
            }
        }
        return false;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
