package dev.milepost.templates.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.platform.sql.ChunkedBytes;
import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.resolution.ModuleFiles;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TarArchive.Entry;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of modules, stored once per content. */
@ApplicationScoped
@Transactional
class SkeletonFiles implements PanacheRepositoryBase<RegistryFilesEntity, String> {

    private static final int HEAP_PARTS_OF_TREES = 12;
    private static final int HEAP_PARTS_OF_LISTS = 48;
    private static final long MAX_CACHED_BYTES = 64L << 20;

    /** The memory that a tree takes in addition to its files, in bytes. */
    private static final int BYTES_PER_TREE = 1 << 10;

    private static final int BYTES_PER_ENTRY = 128;

    private final Sql sql;

    private final Cache<String, FileTree> trees = Caffeine.newBuilder()
            .maximumWeight(HeapShare.of(HEAP_PARTS_OF_TREES, MAX_CACHED_BYTES))
            .weigher((String digest, FileTree tree) -> (int) Math.min(Integer.MAX_VALUE, tree.size() + BYTES_PER_TREE))
            .build();

    private final Cache<String, List<Entry>> lists = Caffeine.newBuilder()
            .maximumWeight(HeapShare.of(HEAP_PARTS_OF_LISTS, MAX_CACHED_BYTES))
            .weigher((String digest, List<Entry> entries) -> entries.stream()
                    .mapToInt(entry -> BYTES_PER_ENTRY + entry.path().length())
                    .sum())
            .build();

    SkeletonFiles(Sql sql) {
        this.sql = sql;
    }

    /**
     * Stores the files by their digest. Empty trees are not stored. The caller holds the lock of the registry, so nobody
     * else stores the same files meanwhile.
     */
    void store(FileTree files) {
        if (!files.files().isEmpty() && count("digest", files.digest()) == 0) {
            persistAndFlush(RegistryFilesEntity.of(files));
        }
    }

    FileTree tree(@Nullable String digest) {
        return digest == null ? FileTree.EMPTY : trees.get(digest, kept -> TarArchive.read(open(kept)));
    }

    /** Lists the files without their contents. */
    List<Entry> list(@Nullable String digest) {
        return digest == null ? List.of() : lists.get(digest, kept -> List.copyOf(TarArchive.list(open(kept))));
    }

    /** Returns the content of one file. */
    Optional<byte[]> file(@Nullable String digest, String path) {
        return digest == null ? Optional.empty() : TarArchive.find(open(digest), path);
    }

    /** Returns the size of the archive, in bytes. */
    int size(@Nullable String digest) {
        return digest == null
                ? 0
                : sql
                        .query(
                                "select octet_length(archive) as size from registry_files where digest = ?",
                                row -> row.getInt("size"),
                                digest)
                        .stream()
                        .findFirst()
                        .orElseThrow();
    }

    byte[] archive(String digest) {
        var archive = new byte[size(digest)];
        try (var stored = open(digest)) {
            stored.readNBytes(archive, 0, archive.length);
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files as the input of composition and rendering, which loads them when it needs them. */
    ModuleFiles files(@Nullable String digest) {
        return digest == null ? ModuleFiles.of(FileTree.EMPTY) : new Stored(digest);
    }

    private InputStream open(String digest) {
        return new ChunkedBytes(sql, "archive", "from registry_files where digest = ?", digest);
    }

    private final class Stored implements ModuleFiles {

        private final String digest;

        Stored(String digest) {
            this.digest = digest;
        }

        @Override
        public List<String> paths() {
            return list(digest).stream().map(Entry::path).toList();
        }

        @Override
        public long size() {
            return SkeletonFiles.this.size(digest);
        }

        @Override
        public FileTree load() {
            return tree(digest);
        }
    }
}
