package dev.milepost.upgrades.merging;

import dev.milepost.platform.text.Sha256;
import dev.milepost.templates.trees.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds files that have another path in a later tree, as git does: first by equal content, then by the share of common
 * lines. Files with little content are only found under their own name, since many have the same.
 */
public final class Renames {

    /** The share of common bytes from which on files count as one, if their names are equal or not. */
    private static final double SIMILAR_WITH_NAME = 0.5;

    private static final double SIMILAR = 0.65;

    /** Smaller files have to keep their name, in bytes. */
    private static final int SMALL = 64;

    /** Larger files are only found by equal content, in bytes. */
    private static final int MOST_BYTES = 256 << 10;

    /** The limits of the comparison: candidates on each side, and steps of a line each. */
    private static final int MOST_CANDIDATES = 1_000;

    private static final long MOST_STEPS = 20_000_000;

    private final Map<String, String> found = new TreeMap<>();
    private final TreeMap<String, TreeFile> gone;
    private final TreeMap<String, TreeFile> come;
    private long steps;

    private Renames(Map<String, TreeFile> gone, Map<String, TreeFile> come) {
        this.gone = new TreeMap<>(gone);
        this.come = new TreeMap<>(come);
    }

    /**
     * Returns the later paths by the earlier ones.
     *
     * @param gone the files that are only in the earlier tree
     * @param come the files that are only in the later tree
     */
    public static Map<String, String> find(Map<String, TreeFile> gone, Map<String, TreeFile> come) {
        if (gone.isEmpty() || come.isEmpty()) {
            return Map.of();
        }
        var renames = new Renames(gone, come);
        renames.findEqual();
        renames.findSimilar();
        return renames.found;
    }

    private void findEqual() {
        var places = new HashMap<String, Equal>();
        come.forEach((path, file) ->
                places.computeIfAbsent(digest(file), any -> new Equal()).add(path));
        for (var from : new ArrayList<>(gone.entrySet())) {
            var equal = places.getOrDefault(digest(from.getValue()), new Equal());
            var path = equal.best(name(from.getKey()));
            if (path != null && mayMatch(from.getKey(), from.getValue(), path)) {
                equal.remove(path);
                take(from.getKey(), path);
            }
        }
    }

    /** The paths of files with equal content that are not taken, in order: thousands of files can be equal. */
    private static final class Equal {

        private final TreeSet<String> paths = new TreeSet<>();
        private final Map<String, TreeSet<String>> byName = new HashMap<>();

        void add(String path) {
            paths.add(path);
            byName.computeIfAbsent(name(path), any -> new TreeSet<>()).add(path);
        }

        void remove(String path) {
            paths.remove(path);
            byName.getOrDefault(name(path), new TreeSet<>()).remove(path);
        }

        /** Returns the first path with a name, else the first; null if all are taken. */
        @Nullable
        String best(String name) {
            var named = byName.getOrDefault(name, new TreeSet<>());
            var best = named.isEmpty() ? paths : named;
            return best.isEmpty() ? null : best.first();
        }
    }

    private static String digest(TreeFile file) {
        return Sha256.label(Sha256.of(file.content()));
    }

    private record Candidate(String from, String to, double share) {}

    private void findSimilar() {
        var before = lines(gone);
        var after = lines(come);
        var candidates = new ArrayList<Candidate>();
        for (var from : before.entrySet()) {
            for (var to : after.entrySet()) {
                steps += Math.min(
                                from.getValue().bytes.size(),
                                to.getValue().bytes.size())
                        + 1;
                if (steps > MOST_STEPS) {
                    return;
                }
                double share = from.getValue().shareWith(to.getValue());
                boolean hasName = name(from.getKey()).equals(name(to.getKey()));
                if (share >= (hasName ? SIMILAR_WITH_NAME : SIMILAR)) {
                    candidates.add(new Candidate(from.getKey(), to.getKey(), hasName ? 1 + share : share));
                }
            }
        }
        candidates.stream()
                .sorted(Comparator.comparing(Candidate::share)
                        .reversed()
                        .thenComparing(Candidate::from)
                        .thenComparing(Candidate::to))
                .forEach(one -> {
                    var file = gone.get(one.from());
                    if (file != null && come.containsKey(one.to()) && mayMatch(one.from(), file, one.to())) {
                        take(one.from(), one.to());
                    }
                });
    }

    private static boolean mayMatch(String from, TreeFile file, String to) {
        return file.size() >= SMALL || (file.size() > 0 && name(from).equals(name(to)));
    }

    private void take(String from, String to) {
        gone.remove(from);
        come.remove(to);
        found.put(from, to);
    }

    private static Map<String, Lines> lines(Map<String, TreeFile> files) {
        var lines = new LinkedHashMap<String, Lines>();
        files.entrySet().stream().limit(MOST_CANDIDATES).forEach(file -> {
            if (file.getValue().size() <= MOST_BYTES) {
                file.getValue().text().ifPresent(text -> lines.put(file.getKey(), Lines.of(text)));
            }
        });
        return lines;
    }

    /** The bytes of each line of a text, by the hash of the line. */
    private record Lines(Map<Integer, Integer> bytes, int total) {

        static Lines of(String text) {
            var bytes = new HashMap<Integer, Integer>();
            int total = 0;
            for (var line : text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList()) {
                int size = line.getBytes(StandardCharsets.UTF_8).length;
                bytes.merge(line.hashCode(), size, Integer::sum);
                total += size;
            }
            return new Lines(bytes, total);
        }

        double shareWith(Lines other) {
            int most = Math.max(total, other.total);
            // The smaller file bounds what can be common.
            if (most == 0 || Math.min(total, other.total) < SIMILAR_WITH_NAME * most) {
                return 0;
            }
            boolean isSmaller = bytes.size() <= other.bytes.size();
            var smaller = isSmaller ? bytes : other.bytes;
            var larger = isSmaller ? other.bytes : bytes;
            int common = 0;
            for (var line : smaller.entrySet()) {
                common += Math.min(line.getValue(), larger.getOrDefault(line.getKey(), 0));
            }
            return (double) common / most;
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the files of one tree whose paths another does not have. */
    public static Map<String, TreeFile> only(Map<String, TreeFile> one, Map<String, TreeFile> other) {
        var only = new TreeMap<String, TreeFile>();
        var others = new HashSet<>(other.keySet());
        one.forEach((path, file) -> {
            if (!others.contains(path)) {
                only.put(path, file);
            }
        });
        return only;
    }
}
