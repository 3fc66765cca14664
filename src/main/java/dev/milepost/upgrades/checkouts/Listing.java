package dev.milepost.upgrades.checkouts;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.Shorten;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.upgrades.checkouts.PassedOver.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of a checkout without their contents.
 *
 * @param files by path as sent
 * @param ignoreFiles the texts of {@code .gitignore} files, by path as sent
 */
record Listing(SortedMap<String, Listed> files, Map<String, String> ignoreFiles) {

    private static final int LONGEST_SHOWN = 1_024;

    /** Folders of dependencies and caches, which other programs fill. */
    private static final Set<String> DEPENDENCIES = Set.of(
            "node_modules",
            "bower_components",
            "jspm_packages",
            "vendor",
            ".venv",
            "venv",
            ".tox",
            "__pycache__",
            ".pytest_cache",
            ".mypy_cache",
            ".gradle",
            ".m2",
            ".next",
            ".nuxt",
            ".terraform",
            ".pnpm-store",
            "Pods");

    /** @param isFile whether it is a plain file: no link or other special entry */
    record Listed(long size, boolean isFile) {}

    /**
     * The files that are read.
     *
     * @param sentPaths the paths without the folder around all files, by the paths as sent
     */
    record Selection(
            Map<String, String> sentPaths,
            String folder,
            List<PassedOver> passedOver,
            int filesPassedOver,
            TreeSet<String> links) {

        CheckoutFiles with(FileTree files) {
            return new CheckoutFiles(files, folder, passedOver, filesPassedOver, links);
        }
    }

    Selection select(FileTree base, FileTree target) {
        return new Selector(base, target).select();
    }

    private final class Selector {

        private final Set<String> made = new TreeSet<>();
        private final Set<String> foldersOfMade = new HashSet<>();
        private final String prefix;
        private final GitIgnore ignore;
        private final TreeMap<String, PassedOver> passedOver = new TreeMap<>();
        private final Map<String, String> chosen = new HashMap<>();
        private final TreeSet<String> links = new TreeSet<>();
        private final Set<String> places = new HashSet<>();
        private final Set<String> foldersOfPlaces = new HashSet<>();
        private long bytes;

        Selector(FileTree base, FileTree target) {
            made.addAll(base.files().keySet());
            made.addAll(target.files().keySet());
            made.forEach(path -> foldersOfMade.addAll(folders(path)));
            prefix = prefix();
            var texts = new HashMap<String, String>();
            ignoreFiles.forEach((path, text) -> {
                if (path.startsWith(prefix)) {
                    texts.put(path.substring(prefix.length()), text);
                }
            });
            ignore = new GitIgnore(texts);
        }

        /** Returns the folder around all files, with a slash, if more files of the golden path are in it than outside. */
        private String prefix() {
            @Nullable String common = null;
            for (var path : files.keySet()) {
                if (isOfTool(path)) {
                    continue;
                }
                var first = path.substring(0, path.indexOf('/') + 1);
                if (first.isEmpty() || (common != null && !common.equals(first))) {
                    return "";
                }
                common = first;
            }
            var folder = common == null ? "" : common;
            return countMade(folder) > countMade("") ? folder : "";
        }

        private long countMade(String folder) {
            return made.stream()
                    .filter(path -> files.containsKey(folder + path))
                    .count();
        }

        Selection select() {
            var later = new ArrayList<String>();
            for (var sent : files.keySet()) {
                var path = path(sent);
                if (path != null && made.contains(path) && isFile(sent)) {
                    requireReadable(path, files.get(sent));
                    choose(sent, path);
                } else {
                    later.add(sent);
                }
            }
            for (var sent : later) {
                var path = path(sent);
                if (path == null || isOfTool(path)) {
                    passOver(sent, Reason.PATH);
                } else {
                    chooseOrPassOver(sent, path);
                }
            }
            int count = 0;
            for (var one : passedOver.values()) {
                count += one.files();
            }
            return new Selection(
                    chosen,
                    prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1),
                    passedOver.values().stream()
                            .limit(CheckoutFiles.MOST_PASSED_OVER)
                            .toList(),
                    count,
                    links);
        }

        private void chooseOrPassOver(String sent, String path) {
            var git = FileTree.gitFolder(path);
            if (git.isPresent()) {
                passOver(git.get(), Reason.GIT);
            } else if (FileTree.pathFault(path).isPresent()) {
                passOver(path, Reason.PATH);
            } else if (!isFile(sent)) {
                links.add(path);
                passOver(path, Reason.LINK);
            } else {
                chooseOrPassOverFile(sent, path);
            }
        }

        private void chooseOrPassOverFile(String sent, String path) {
            var dependencies = dependencyFolder(path);
            var ignored = dependencies == null ? ignore.ignored(path) : null;
            if (dependencies != null) {
                passOver(dependencies, Reason.DEPENDENCIES);
            } else if (ignored != null) {
                passOver(ignored, Reason.IGNORED);
            } else if (size(sent) > TarArchive.MAX_FILE_BYTES) {
                passOver(path, Reason.LARGE);
            } else if (collides(path)) {
                passOver(path, Reason.CASE);
            } else if (chosen.size() >= TarArchive.MAX_FILES || bytes + size(sent) > TarArchive.MAX_BYTES) {
                passOver(path, Reason.TOO_MANY);
            } else {
                choose(sent, path);
            }
        }

        /** Returns the path without the folder around all files; null if it is outside of it. */
        private @Nullable String path(String sent) {
            return sent.startsWith(prefix) ? sent.substring(prefix.length()) : null;
        }

        private boolean isFile(String sent) {
            var file = files.get(sent);
            return file != null && file.isFile();
        }

        private long size(String sent) {
            var file = files.get(sent);
            return file == null ? 0 : file.size();
        }

        private void requireReadable(String path, @Nullable Listed file) {
            long size = file == null ? 0 : file.size();
            if (size > TarArchive.MAX_FILE_BYTES) {
                throw unreadable(path, "it is a file of the golden path, and larger than 5 MiB");
            }
            if (chosen.size() >= TarArchive.MAX_FILES || bytes + size > TarArchive.MAX_BYTES) {
                throw unreadable(
                        path, "the files of the golden path are more than 5,000, or more than 20 MiB together");
            }
        }

        private static ProblemException unreadable(String path, String detail) {
            return ProblemException.of(
                    ProblemType.INVALID_PLAN_REQUEST, List.of(new Fault(path, "'%s': %s".formatted(path, detail))));
        }

        private void choose(String sent, String path) {
            chosen.put(sent, path);
            bytes += size(sent);
            places.add(FileTree.collisionKey(path));
            folders(path).forEach(folder -> foldersOfPlaces.add(FileTree.collisionKey(folder)));
        }

        private boolean collides(String path) {
            var key = FileTree.collisionKey(path);
            return places.contains(key)
                    || foldersOfPlaces.contains(key)
                    || folders(path).stream().anyMatch(folder -> places.contains(FileTree.collisionKey(folder)));
        }

        private void passOver(String path, Reason reason) {
            var shown = Shorten.to(LONGEST_SHOWN, path);
            passedOver.merge(
                    shown,
                    new PassedOver(shown, reason, 1),
                    (one, other) -> new PassedOver(shown, one.reason(), one.files() + 1));
        }

        /** Returns the folder of dependencies that a path is in; null if the golden path has made files in it. */
        private @Nullable String dependencyFolder(String path) {
            for (var folder : folders(path)) {
                var name = folder.substring(folder.lastIndexOf('/') + 1);
                if (DEPENDENCIES.contains(name)) {
                    return foldersOfMade.contains(folder) ? null : folder;
                }
            }
            return null;
        }
    }

    /** Whether a file is made by the tool that packs archives on macOS, beside each other file. */
    private static boolean isOfTool(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("._") || name.equals(".DS_Store");
    }

    /** Returns the folders of a path, the outermost first. */
    private static List<String> folders(String path) {
        var folders = new ArrayList<String>();
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            folders.add(path.substring(0, slash));
        }
        return folders;
    }
}
