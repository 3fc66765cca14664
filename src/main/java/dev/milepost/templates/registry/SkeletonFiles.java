package dev.milepost.templates.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** The files of modules, stored once per content. */
@ApplicationScoped
@Transactional
class SkeletonFiles implements PanacheRepositoryBase<RegistryFilesEntity, String> {

    private static final long MAX_CACHED_BYTES = 64L << 20;

    /** The memory that a tree takes in addition to its files, in bytes. */
    private static final int BYTES_PER_TREE = 1 << 10;

    private final Cache<String, FileTree> trees = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED_BYTES)
            .weigher((String digest, FileTree tree) -> (int) Math.min(Integer.MAX_VALUE, tree.size() + BYTES_PER_TREE))
            .build();

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
        return digest == null ? FileTree.EMPTY : trees.get(digest, kept -> TarArchive.read(archive(kept)));
    }

    byte[] archive(String digest) {
        return findByIdOptional(digest).orElseThrow().archive;
    }
}
