package dev.milepost.upgrades.checkouts;

import dev.milepost.upgrades.checkouts.IgnoreRule.Verdict;
import java.util.ArrayList;
import java.util.Collections;
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

    /** The limits of all rules together: a compiled one takes about a kilobyte, and 100 bytes a character. */
    private static final int MOST_RULES = 5_000;

    private static final int MOST_CHARACTERS = 128 << 10;

    /** The limit of the work of all matches, which takes about two seconds. */
    private static final long MOST_WORK = 100_000_000;

    /** The rules by the folder of their file; the root is empty. The last rule that matches counts, so it is first. */
    private final Map<String, List<IgnoreRule>> rules = new HashMap<>();

    private final Map<String, Boolean> folders = new HashMap<>();
    private int count;
    private int characters;
    private long work;

    /** @param files the texts by their paths in the checkout */
    GitIgnore(Map<String, String> files) {
        files.forEach((path, text) -> {
            var ofFile = new ArrayList<IgnoreRule>();
            text.lines()
                    .takeWhile(line -> hasRoom())
                    .forEach(line -> IgnoreRule.parse(line).ifPresent(rule -> add(rule, ofFile)));
            Collections.reverse(ofFile);
            rules.put(parent(path), List.copyOf(ofFile));
        });
    }

    private boolean hasRoom() {
        return count < MOST_RULES && characters < MOST_CHARACTERS;
    }

    private void add(IgnoreRule rule, List<IgnoreRule> ofFile) {
        count++;
        characters += rule.glob().length();
        ofFile.add(rule);
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
