package dev.milepost.upgrades.checkouts;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TarEntries;
import dev.milepost.templates.trees.TarEntries.TarEntry;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A checkout in a tar archive, optionally gzipped. It is read twice: once to list the files, and once for the contents
 * of those that are read. So what is passed over takes no memory, however large it is.
 */
public final class ArchivedCheckout implements Checkout {

    /** The limit of the unpacked archive, in bytes. It bounds the time; nearly all of it is passed over. */
    static final long MOST_BYTES = 256L << 20;

    /** The limit of listed files, without those of git. */
    static final int MOST_FILES = 100_000;

    /** The limit of the paths of all listed files together, in characters. */
    static final int MOST_CHARACTERS = 10 << 20;

    private final byte[] archive;
    private final TreeMap<String, Listing.Listed> listed = new TreeMap<>();
    private final Map<String, String> ignoreFiles = new HashMap<>();
    private long characters;
    private int bytesOfIgnoreFiles;

    private ArchivedCheckout(byte[] archive) {
        this.archive = archive;
    }

    /** Lists the files of an archive. Throws {@code unreadable-archive} if it is damaged, and {@code too-large}. */
    public static ArchivedCheckout of(byte[] archive) {
        var checkout = new ArchivedCheckout(archive);
        TarEntries.read(archive, MOST_BYTES, checkout::list);
        return checkout;
    }

    private void list(TarEntry entry) throws IOException {
        var path = entry.path();
        characters += path.length();
        if (listed.size() >= MOST_FILES || characters > MOST_CHARACTERS) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE,
                    "The archive has more than %,d files, or paths that are too long. Send the files of the repository only, such as those of git archive."
                            .formatted(MOST_FILES));
        }
        // The last entry of a path counts, as when the archive is unpacked.
        listed.put(path, new Listing.Listed(entry.size(), entry.isFile()));
        if (GitIgnore.isIgnoreFile(path) && entry.isFile() && entry.size() <= GitIgnore.MOST_BYTES) {
            bytesOfIgnoreFiles += (int) entry.size();
            if (bytesOfIgnoreFiles <= GitIgnore.MOST_BYTES_TOGETHER) {
                ignoreFiles.put(path, new String(entry.content(), StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public CheckoutFiles read(FileTree base, FileTree target) {
        var selection = new Listing(listed, ignoreFiles).select(base, target);
        var files = new TreeMap<String, TreeFile>();
        TarEntries.read(archive, MOST_BYTES, entry -> {
            var path = selection.sentPaths().get(entry.path());
            if (path != null && entry.isFile() && entry.size() <= TarArchive.MAX_FILE_BYTES && isLast(entry)) {
                files.put(path, TreeFile.of(entry.content(), entry.executable()));
            }
        });
        return selection.with(FileTree.of(files));
    }

    /** Whether an entry may be the last one of its path, so that the files together keep their limit. */
    private boolean isLast(TarEntry entry) {
        var last = listed.get(entry.path());
        return last != null && last.size() == entry.size();
    }
}
