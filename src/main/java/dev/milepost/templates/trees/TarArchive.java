package dev.milepost.templates.trees;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.MediaTypes;
import java.io.ByteArrayInputStream;
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
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.function.IOConsumer;
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

    /** The maximum size of the headers of one entry, in bytes: enough for a few, one of them with long attributes. */
    private static final int HEADERS = 256 << 10;

    /**
     * The maximum number of members of a gzip stream. Programs that compress in parts write one member for each part.
     */
    private static final int MEMBERS = 10_000;

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
        try {
            return read(unpacked(archive));
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    /** Reads a tar archive that is not compressed, and stops at the limits. Only the files are kept in memory. */
    public static FileTree read(InputStream archive) {
        try (var unpacked = new LimitedInputStream(archive, MAX_BYTES + MAX_OVERHEAD_BYTES)) {
            var reading = new TarArchive();
            reading.read(unpacked);
            return FileTree.of(reading.files);
        } catch (InvalidTree e) {
            throw ProblemException.of(ProblemType.UNREADABLE_ARCHIVE, String.valueOf(e.getMessage()), e.faults());
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static ProblemException damaged(Exception cause) {
        return unreadable("The archive is damaged or not a tar archive: " + cause.getMessage());
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

    private static InputStream unpacked(byte[] archive) throws IOException {
        var bytes = new ByteArrayInputStream(archive);
        var gzipped = archive.length > 1 && (archive[0] & 0xFF) == 0x1F && (archive[1] & 0xFF) == 0x8B;
        return gzipped
                ? GzipCompressorInputStream.builder()
                        .setInputStream(bytes)
                        .setDecompressConcatenated(true)
                        .setOnMemberStart(new Members())
                        .get()
                : bytes;
    }

    /** Counts the members of a gzip stream. Even an empty member takes time. */
    private static final class Members implements IOConsumer<GzipCompressorInputStream> {

        private int count;

        @Override
        public void accept(GzipCompressorInputStream stream) {
            if (++count > MEMBERS) {
                throw unreadable("The archive has more than " + MEMBERS + " gzip members.");
            }
        }
    }

    private void read(LimitedInputStream unpacked) throws IOException {
        // Not closed, since that would close the underlying stream, whose end is checked below.
        var tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name());
        long end = 0;
        for (var entry = next(tar, unpacked); entry != null; entry = next(tar, unpacked)) {
            if (!entry.isCheckSumOK()) {
                throw unreadable(
                        entry.getName(),
                        "the checksum of its header is wrong; the archive is damaged or not a tar archive");
            }
            if (!entry.isDirectory()) {
                add(entry, tar);
            }
            end = (unpacked.bytesRead() + BLOCK - 1) / BLOCK * BLOCK;
        }
        // Bytes after the end mark count towards the limit. Reading them also verifies that a gzip stream is complete.
        unpacked.skip(Long.MAX_VALUE);
        if (unpacked.bytesRead() < end + BLOCK) {
            throw unreadable("The archive is incomplete: it has no end mark.");
        }
    }

    /**
     * Reads the next entry with a limit on its headers, since the library recurses for each header before an entry's
     * own. The size that a folder states does not count: the library reads no content of it.
     */
    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar, LimitedInputStream unpacked)
            throws IOException {
        unpacked.expectHeaders(HEADERS);
        var entry = tar.getNextEntry();
        unpacked.expectContent();
        return entry;
    }

    private void add(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        var path = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
        require(isPlainFile(entry), path, "it is a link, a device or another special entry, not a plain file");
        require(files.size() < MAX_FILES, path, "there are more than " + MAX_FILES + " files");
        require(
                entry.getSize() <= MAX_FILE_BYTES,
                path,
                "it is larger than " + (MAX_FILE_BYTES >> 20) + " MiB, the limit for one file");
        bytes += entry.getSize();
        require(bytes <= MAX_BYTES, path, "the files together are larger than " + (MAX_BYTES >> 20) + " MiB");
        var content = tar.readNBytes((int) entry.getSize());
        require(content.length == entry.getSize(), path, "the archive ends inside this file");
        var earlier = files.put(path, TreeFile.of(content, (entry.getMode() & EXECUTABLE) != 0));
        require(earlier == null, path, "the archive contains it twice");
    }

    private static boolean isPlainFile(TarArchiveEntry entry) {
        var kind = entry.getLinkFlag();
        return !entry.isSparse()
                && (kind == TarArchiveEntry.LF_NORMAL
                        || kind == TarArchiveEntry.LF_OLDNORM
                        || kind == TarArchiveEntry.LF_CONTIG);
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
    private static ProblemException unreadable(String path, String detail) {
        return ProblemException.of(
                ProblemType.UNREADABLE_ARCHIVE, "'%s': %s".formatted(path, detail), List.of(new Fault(path, detail)));
    }
}
