package dev.milepost.templates.trees;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files by their paths, in the order of their paths. A path is relative, its parts are parted by {@code /} and none of
 * them is empty, {@code .}, {@code ..} or {@code .git}; no file stands where another has a folder, and no two stand in
 * one place where file names have no case, as on macOS and Windows.
 *
 * @param files unmodifiable
 */
public record FileTree(SortedMap<String, TreeFile> files) {

    public static final FileTree EMPTY = new FileTree(new TreeMap<>());

    /** Throws {@link InvalidTree}, which names every path that cannot be. */
    public FileTree {
        // Not the constructor, which would take over an order that the map may have of its own.
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

    /** The same for paths that are one place where file names have no case, as on macOS and Windows. */
    public static String collisionKey(String path) {
        return PathRules.collisionKey(path);
    }

    public Optional<TreeFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** Its bytes in all. */
    public long size() {
        return files.values().stream().mapToLong(TreeFile::size).sum();
    }

    /** {@code sha256:} and the hash of paths, modes and contents: the same for equal trees alone. */
    public String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, file) -> {
                add(digest, path.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) (file.executable() ? 1 : 0));
                add(digest, file.content());
            });
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
