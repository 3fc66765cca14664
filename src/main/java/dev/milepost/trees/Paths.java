package dev.milepost.trees;

import java.util.Optional;
import java.util.SortedMap;

/** What may be the path of a file in a tree. */
final class Paths {

    private static final int LONGEST = 1_024;

    private Paths() {}

    /** What is wrong with a path among others; empty where nothing is. */
    static Optional<String> fault(String path, SortedMap<String, TreeFile> among) {
        if (path.length() > LONGEST) {
            return Optional.of("it is longer than " + LONGEST + " characters");
        }
        if (path.chars()
                .anyMatch(
                        c -> c < ' ' || c == '\\' || c == 0x7F || Character.isSurrogate((char) c) && !isWhole(path))) {
            return Optional.of("it has a backslash, a control character or half a character");
        }
        for (var part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.equalsIgnoreCase(".git")) {
                return Optional.of("'" + part + "' is no part of a path within a tree");
            }
        }
        return beneathFile(path, among);
    }

    private static boolean isWhole(String path) {
        return path.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    private static Optional<String> beneathFile(String path, SortedMap<String, TreeFile> among) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (among.containsKey(path.substring(0, slash))) {
                return Optional.of("'" + path.substring(0, slash) + "' is a file, so nothing stands beneath it");
            }
        }
        return Optional.empty();
    }
}
