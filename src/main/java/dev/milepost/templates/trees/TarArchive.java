package dev.milepost.templates.trees;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes trees as tar archives, optionally gzipped. Links, devices and other special entries are rejected.
 */
public final class TarArchive {

    /** The limits of one archive: the number of files, and bytes. */
    public static final int MAX_FILES = 5_000;

    public static final int MAX_BYTES = 20 << 20;
    public static final int MAX_FILE_BYTES = 5 << 20;

    /** The maximum size of headers, folders and padding, in bytes. */
    private static final int MAX_OVERHEAD_BYTES = 12 << 20;

    private static final Set<String> MEDIA_TYPES =
            Set.of("application/x-tar", "application/tar", "application/gzip", "application/x-gzip");

    private static final int BLOCK = 512;

    /** The size of an archive is a multiple of this. */
    private static final int RECORD = 20 * BLOCK;

    private static final int EXECUTABLE = 0100;
    private static final int EXECUTABLE_FILE = 0100755;
    private static final int PLAIN_FILE = 0100644;

    private final TreeMap<String, TreeFile> files = new TreeMap<>();
    private long bytes;

    private TarArchive() {}

    /** Whether a content type is that of a tar archive, gzipped or not. */
    public static boolean isNamed(@Nullable String contentType) {
        return MEDIA_TYPES.contains(MediaTypes.essence(contentType));
    }

    /**
     * Reads a tar archive, optionally gzipped, and stops at the limits. Folder entries are ignored, and one leading
     * {@code ./} of a path is removed.
     */
    public static FileTree read(byte[] archive) {
        return read(TarEntries.unpacked(archive));
    }

    /** Reads a tar archive that is not compressed, and stops at the limits. Only the files are kept in memory. */
    public static FileTree read(InputStream archive) {
        var reading = new TarArchive();
        TarEntries.read(archive, MAX_BYTES + MAX_OVERHEAD_BYTES, reading::add);
        try {
            return FileTree.of(reading.files);
        } catch (InvalidTree e) {
            throw ProblemException.of(ProblemType.UNREADABLE_ARCHIVE, String.valueOf(e.getMessage()), e.faults());
        }
    }

    /** A file in an archive, without its content. */
    public record Entry(String path, int size, boolean executable) {}

    /** Lists the files of an archive that {@link #write} has made. */
    public static List<Entry> list(InputStream archive) {
        var entries = new ArrayList<Entry>();
        find(archive, entry -> {
            entries.add(new Entry(entry.getName(), (int) entry.getSize(), (entry.getMode() & EXECUTABLE) != 0));
            return false;
        });
        return entries;
    }

    /** Returns the content of one file of an archive that {@link #write} has made. */
    public static Optional<byte[]> find(InputStream archive, String path) {
        return find(archive, (TarArchiveEntry entry) -> entry.getName().equals(path));
    }

    private static Optional<byte[]> find(InputStream archive, Predicate<TarArchiveEntry> isWanted) {
        try (var tar = new TarArchiveInputStream(archive, StandardCharsets.UTF_8.name())) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (isWanted.test(entry)) {
                    return Optional.of(tar.readNBytes((int) entry.getSize()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the same bytes for equal trees. */
    public static byte[] write(FileTree tree) {
        var bytes = new ByteArrayOutputStream(sizeOf(tree));
        try (var tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (var file : tree.files().entrySet()) {
                write(file, tar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The size of an archive whose paths need no further headers. A buffer that grows takes three times as much. */
    private static int sizeOf(FileTree tree) {
        long size = tree.files().values().stream()
                .mapToLong(file -> BLOCK + (file.size() + BLOCK - 1L) / BLOCK * BLOCK)
                .sum();
        return (int) Math.min(MAX_BYTES + MAX_OVERHEAD_BYTES, size + RECORD);
    }

    private static void write(Map.Entry<String, TreeFile> file, TarArchiveOutputStream tar) throws IOException {
        var entry = new TarArchiveEntry(file.getKey());
        entry.setModTime(0);
        entry.setSize(file.getValue().size());
        entry.setMode(file.getValue().executable() ? EXECUTABLE_FILE : PLAIN_FILE);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue().content());
        tar.closeArchiveEntry();
    }

    private void add(TarEntries.TarEntry entry) throws IOException {
        var path = entry.path();
        require(entry.isFile(), path, "it is a link, a device or another special entry, not a plain file");
        require(files.size() < MAX_FILES, path, "there are more than " + MAX_FILES + " files");
        require(
                entry.size() <= MAX_FILE_BYTES,
                path,
                "it is larger than " + (MAX_FILE_BYTES >> 20) + " MiB, the limit for one file");
        bytes += entry.size();
        require(bytes <= MAX_BYTES, path, "the files together are larger than " + (MAX_BYTES >> 20) + " MiB");
        var earlier = files.put(path, TreeFile.of(entry.content(), entry.executable()));
        require(earlier == null, path, "the archive contains it twice");
    }

    private static void require(boolean met, String path, String detail) {
        if (!met) {
            throw unreadable(path, detail);
        }
    }

    static ProblemException unreadable(String detail) {
        return ProblemException.of(ProblemType.UNREADABLE_ARCHIVE, detail, "");
    }

    /** @param path the path of the invalid file, which is the pointer of the fault */
    static ProblemException unreadable(String path, String detail) {
        return ProblemException.of(
                ProblemType.UNREADABLE_ARCHIVE, "'%s': %s".formatted(path, detail), List.of(new Fault(path, detail)));
    }
}
