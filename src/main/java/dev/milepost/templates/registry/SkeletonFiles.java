package dev.milepost.templates.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The files of modules, stored once per content. */
@ApplicationScoped
class SkeletonFiles {

    private static final long MAX_CACHED_BYTES = 64L << 20;
    /** The memory that a tree takes in addition to its files, in bytes. */
    private static final int BYTES_PER_TREE = 1 << 10;

    private final Sql sql;
    private final Cache<String, FileTree> trees = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED_BYTES)
            .weigher((String digest, FileTree tree) -> (int) Math.min(Integer.MAX_VALUE, tree.size() + BYTES_PER_TREE))
            .build();

    SkeletonFiles(Sql sql) {
        this.sql = sql;
    }

    /** Stores the files by their digest. Empty trees are not stored. */
    void store(FileTree files) {
        if (!files.files().isEmpty()) {
            sql.update(
                    "insert into registry_files (digest, archive) values (?, ?) on conflict do nothing",
                    files.digest(),
                    TarArchive.write(files));
        }
    }

    FileTree find(@Nullable String digest) {
        return digest == null ? FileTree.EMPTY : trees.get(digest, kept -> TarArchive.read(archive(kept)));
    }

    byte[] archive(String digest) {
        return sql.query("select archive from registry_files where digest = ?", row -> row.getBytes("archive"), digest)
                .get(0);
    }
}
