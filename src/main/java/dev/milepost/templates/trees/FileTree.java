package dev.milepost.templates.trees;

import dev.milepost.platform.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files by path, sorted by path. A path is relative and its parts are separated by {@code /}. No part is empty, {@code
 * .}, {@code ..} or {@code .git}. No file has the path of another file's folder, and no two paths differ only in case,
 * since they would collide on macOS and Windows.
 *
 * @param files unmodifiable
 */
public record FileTree(SortedMap<String, TreeFile> files) {

    public static final FileTree EMPTY = new FileTree(new TreeMap<>());

    /** Throws {@link InvalidTree}, which lists every invalid path. */
    public FileTree {
        // The copy constructor would also copy a custom order of the given map.
        var sorted = new TreeMap<String, TreeFile>();
        sorted.putAll(files);
        var faults = PathRules.faults(sorted.keySet());
        if (!faults.isEmpty()) {
            throw new InvalidTree(faults);
        }
        files = Collections.unmodifiableSortedMap(sorted);
    }

    public static FileTree of(Map<String, TreeFile> files) {
        return new FileTree(new TreeMap<>(files));
    }

    /** Returns an equal key for paths that collide on file systems without case, as on macOS and Windows. */
    public static String collisionKey(String path) {
        return PathRules.collisionKey(path);
    }

    /** Returns why no tree can have a path; empty if it is valid by itself. */
    public static Optional<String> pathFault(String path) {
        return PathRules.fault(path);
    }

    /** Returns the path of the folder that git keeps for itself and that a path lies in; empty if it lies in none. */
    public static Optional<String> gitFolder(String path) {
        return PathRules.gitFolder(path);
    }

    public Optional<TreeFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** Returns the total size of the files, in bytes. */
    public long size() {
        return files.values().stream().mapToLong(TreeFile::size).sum();
    }

    /** Returns {@code sha256:} and the hash of paths, modes and contents, which is equal only for equal trees. */
    public String digest() {
        var digest = Sha256.start();
        files.forEach((path, file) -> {
            add(digest, path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) (file.executable() ? 1 : 0));
            add(digest, file.content());
        });
        return Sha256.label(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
