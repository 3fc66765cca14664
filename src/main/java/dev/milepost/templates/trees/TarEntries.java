package dev.milepost.templates.trees;

import dev.milepost.platform.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.function.IOConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a tar archive one after the other, optionally gzipped. Entries whose content is not asked for take
 * no memory. Throws {@code unreadable-archive} for a damaged archive.
 */
public final class TarEntries {

    /** The maximum size of the headers of one entry, in bytes: enough for a few, one of them with long attributes. */
    private static final int HEADERS = 256 << 10;

    /**
     * The maximum number of members of a gzip stream. Programs that compress in parts write one member for each part.
     */
    private static final int MEMBERS = 10_000;

    private static final int BLOCK = 512;
    private static final int EXECUTABLE = 0100;

    private TarEntries() {}

    /** Takes the entries in their order. */
    @FunctionalInterface
    public interface Visitor {
        void visit(TarEntry entry) throws IOException;
    }

    /** An entry that is not a folder. Its content can be read while it is visited. */
    public static final class TarEntry {

        private final TarArchiveEntry entry;
        private final TarArchiveInputStream tar;

        private TarEntry(TarArchiveEntry entry, TarArchiveInputStream tar) {
            this.entry = entry;
            this.tar = tar;
        }

        /** The path without one leading {@code ./}. It may be invalid in a tree. */
        public String path() {
            return entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
        }

        /** The size in bytes, as the header states it. */
        public long size() {
            return entry.getSize();
        }

        public boolean executable() {
            return (entry.getMode() & EXECUTABLE) != 0;
        }

        /** Whether it is a plain file: no link, device or other special entry. */
        public boolean isFile() {
            var kind = entry.getLinkFlag();
            return kind == TarArchiveEntry.LF_NORMAL
                    || kind == TarArchiveEntry.LF_OLDNORM
                    || kind == TarArchiveEntry.LF_CONTIG;
        }

        /** Reads the whole content, whose {@link #size} the caller has checked. */
        public byte[] content() throws IOException {
            var content = tar.readNBytes((int) entry.getSize());
            if (content.length != entry.getSize()) {
                throw TarArchive.unreadable(path(), "the archive ends inside this file");
            }
            return content;
        }
    }

    /** @param mostBytes the limit of the unpacked archive, with headers and padding */
    public static void read(byte[] archive, long mostBytes, Visitor visitor) {
        read(unpacked(archive), mostBytes, visitor);
    }

    static void read(InputStream archive, long mostBytes, Visitor visitor) {
        try (var unpacked = new LimitedInputStream(archive, mostBytes)) {
            read(unpacked, visitor);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    static InputStream unpacked(byte[] archive) {
        var bytes = new ByteArrayInputStream(archive);
        var gzipped = archive.length > 1 && (archive[0] & 0xFF) == 0x1F && (archive[1] & 0xFF) == 0x8B;
        try {
            return gzipped
                    ? GzipCompressorInputStream.builder()
                            .setInputStream(bytes)
                            .setDecompressConcatenated(true)
                            .setOnMemberStart(new Members())
                            .get()
                    : bytes;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static ProblemException damaged(Exception cause) {
        return TarArchive.unreadable("The archive is damaged or not a tar archive: " + cause.getMessage());
    }

    /** Counts the members of a gzip stream. Even an empty member takes time. */
    private static final class Members implements IOConsumer<GzipCompressorInputStream> {

        private int count;

        @Override
        public void accept(GzipCompressorInputStream stream) {
            if (++count > MEMBERS) {
                throw TarArchive.unreadable("The archive has more than " + MEMBERS + " gzip members.");
            }
        }
    }

    private static void read(LimitedInputStream unpacked, Visitor visitor) throws IOException {
        // Not closed, since that would close the underlying stream, whose end is checked below.
        var tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name());
        long end = 0;
        for (var entry = next(tar, unpacked); entry != null; entry = next(tar, unpacked)) {
            if (!entry.isCheckSumOK()) {
                throw TarArchive.unreadable(
                        entry.getName(),
                        "the checksum of its header is wrong; the archive is damaged or not a tar archive");
            }
            if (entry.isSparse()) {
                // The library fills its holes with zeros, of any size that a header states.
                throw TarArchive.unreadable(entry.getName(), "it is a sparse file, not a plain file");
            }
            if (!entry.isDirectory()) {
                visitor.visit(new TarEntry(entry, tar));
                skipContent(tar);
            }
            end = (unpacked.bytesRead() + BLOCK - 1) / BLOCK * BLOCK;
        }
        // Bytes after the end mark count towards the limit. Reading them also verifies that a gzip stream is complete.
        unpacked.skip(Long.MAX_VALUE);
        if (unpacked.bytesRead() < end + BLOCK) {
            throw TarArchive.unreadable("The archive is incomplete: it has no end mark.");
        }
    }

    /** Skips what the visitor has not read, which would count as headers of the next entry. */
    private static void skipContent(TarArchiveInputStream tar) throws IOException {
        while (tar.skip(Integer.MAX_VALUE) > 0) {
            // Skips a part of a large content at a time.
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
}
