package dev.milepost.templates.trees;

import com.google.re2j.Pattern;
import dev.milepost.platform.http.ProblemException.Fault;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The rules for the paths of a tree's files. */
final class PathRules {

    private static final int MAX_LENGTH = 1_024;
    private static final int MAX_FOLDERS = 30;

    /**
     * The maximum number of combining marks in a row, as in the stream-safe text format (UAX #15, section 13).
     * Normalizing takes time quadratic in their number.
     */
    private static final int MAX_MARKS = 30;

    /** Characters that some file systems ignore in names, so that a name with them can become {@code .git}. */
    private static final Pattern IGNORED_CHARACTERS =
            Pattern.compile("[\\x{200C}-\\x{200F}\\x{202A}-\\x{202E}\\x{206A}-\\x{206F}\\x{FEFF}]");

    /** Git's folder in all spellings that Windows resolves to it. */
    private static final Pattern GIT = Pattern.compile("(?i)\\.git[. ]*|git~1");

    /** The paths by collision key, sorted so that the content of a folder directly follows the folder's own path. */
    private final TreeMap<String, String> byCollisionKey = new TreeMap<>(PathRules::compareParts);

    /** For a path beneath a file: that file's path, by the collision key of the path beneath. */
    private final Map<String, String> above = new HashMap<>();

    private PathRules(Set<String> paths) {
        paths.forEach(path -> byCollisionKey.putIfAbsent(collisionKey(path), path));
        String file = null;
        for (var place : byCollisionKey.keySet()) {
            if (file != null && place.startsWith(file) && place.startsWith("/", file.length())) {
                above.put(place, Objects.requireNonNull(byCollisionKey.get(file)));
            } else {
                file = place;
            }
        }
    }

    private static int compareParts(String one, String other) {
        int mismatch = 0;
        int shorter = Math.min(one.length(), other.length());
        while (mismatch < shorter && one.charAt(mismatch) == other.charAt(mismatch)) {
            mismatch++;
        }
        if (mismatch == shorter) {
            return Integer.compare(one.length(), other.length());
        }
        return Integer.compare(order(one.charAt(mismatch)), order(other.charAt(mismatch)));
    }

    private static int order(char c) {
        return c == '/' ? -1 : c;
    }

    /**
     * Returns the faults in the paths of one tree. Collisions are faults only among paths that are valid by themselves,
     * since others may be too long to compare.
     */
    static List<Fault> faults(Set<String> paths) {
        var faults = faults(paths, PathRules::fault);
        return faults.isEmpty() ? faults(paths, new PathRules(paths)::collision) : faults;
    }

    private static List<Fault> faults(Set<String> paths, Function<String, Optional<String>> rule) {
        var faults = new ArrayList<Fault>();
        for (var path : paths) {
            rule.apply(path).ifPresent(detail -> faults.add(new Fault(path, detail)));
        }
        return faults;
    }

    /** Returns the fault of a path by itself; empty if it is valid. */
    static Optional<String> fault(String path) {
        if (path.length() > MAX_LENGTH) {
            return Optional.of("it is longer than " + MAX_LENGTH + " characters");
        }
        if (path.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0x7F)
                || path.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
            return Optional.of("it has a backslash, a control character or an unpaired surrogate");
        }
        if (hasTooManyMarks(path)) {
            return Optional.of("it has more than " + MAX_MARKS + " combining marks in a row");
        }
        var parts = path.split("/", -1);
        if (parts.length - 1 > MAX_FOLDERS) {
            return Optional.of("it has more than " + MAX_FOLDERS + " folders");
        }
        for (var part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || isGit(part)) {
                return Optional.of("'" + part + "' is not allowed as a part of a path");
            }
        }
        return Optional.empty();
    }

    private static boolean hasTooManyMarks(String path) {
        int marks = 0;
        for (int at = 0; at < path.length() && marks <= MAX_MARKS; at = path.offsetByCodePoints(at, 1)) {
            marks = isMark(path.codePointAt(at)) ? marks + 1 : 0;
        }
        return marks > MAX_MARKS;
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isGit(String part) {
        // Nearly all parts have neither character, so the expressions are rarely evaluated.
        return (part.indexOf('.') >= 0 || part.indexOf('~') >= 0)
                && GIT.matcher(IGNORED_CHARACTERS.matcher(part).replaceAll("")).matches();
    }

    /** Returns the path up to the first part that is git's folder; empty if there is none. */
    static Optional<String> gitFolder(String path) {
        int start = 0;
        for (int end = path.indexOf('/'); start <= path.length(); end = path.indexOf('/', start)) {
            int partEnd = end < 0 ? path.length() : end;
            if (isGit(path.substring(start, partEnd))) {
                return Optional.of(path.substring(0, partEnd));
            }
            start = partEnd + 1;
        }
        return Optional.empty();
    }

    /** Returns the fault if a path collides with another; empty otherwise. */
    private Optional<String> collision(String path) {
        var place = collisionKey(path);
        var file = above.get(place);
        if (file != null) {
            return Optional.of("'" + file + "' is a file and cannot contain other files");
        }
        var first = byCollisionKey.get(place);
        return first == null || first.equals(path)
                ? Optional.empty()
                : Optional.of("it differs from '" + first + "' only in case, which many file systems ignore");
    }

    /** Returns an equal key for paths that collide on file systems without case and Unicode normalization forms. */
    static String collisionKey(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
