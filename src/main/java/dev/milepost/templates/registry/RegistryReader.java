package dev.milepost.templates.registry;

import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.platform.sql.ChunkedBytes;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.templates.registry.Views.Details;
import dev.milepost.templates.registry.Views.VersionEntry;
import dev.milepost.templates.trees.TarArchive;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers HTTP queries for golden paths, modules and their versions. What can be large waits for memory. */
@ApplicationScoped
public class RegistryReader {

    private static final String STABLE = "stable";

    /** The heap that one byte of a manifest can take: as a tree, in what is made of it, and in the answer. */
    static final long HEAP_OF_BYTE = 16;

    private final VersionRepository versions;
    private final PublishedVersionRepository published;
    private final ChannelRepository channels;
    private final SkeletonFiles files;
    private final ResponseMemoryBudget memory;
    private final Clock clock;

    RegistryReader(
            VersionRepository versions,
            PublishedVersionRepository published,
            ChannelRepository channels,
            SkeletonFiles files,
            ResponseMemoryBudget memory,
            Clock clock) {
        this.versions = versions;
        this.published = published;
        this.channels = channels;
        this.files = files;
        this.memory = memory;
        this.clock = clock;
    }

    @Snapshot
    Details details(ManifestKind kind, String name) {
        var all = published.find(kind, name);
        if (all.isEmpty()) {
            throw RegistryProblems.unknownName(kind, name);
        }
        var newest = versions.require(all.get(all.size() - 1).ref()).manifest();
        return Details.of(newest, shown(all), channels(kind, name), entries(all));
    }

    /** Returns a version, and keeps the memory of its manifest reserved until the request ends. */
    public VersionView version(VersionRef ref) {
        return memory.hold(HEAP_OF_BYTE * versions.manifestBytes(ref), () -> view(ref));
    }

    @Snapshot
    VersionView view(VersionRef ref) {
        var stored = versions.require(ref);
        var pointing = channels(ref.kind(), ref.name()).stream()
                .filter(promotion -> promotion.version().equals(ref.version()))
                .map(Promotion::channel)
                .toList();
        return VersionView.of(stored, pointing, files.list(stored.files()), clock.instant());
    }

    @Snapshot
    LockDocument lock(VersionRef goldenPath) {
        return LockDocument.of(versions.require(goldenPath).lockOfGoldenPath());
    }

    /** Returns the versions that a channel pointed to, latest first. */
    Page<Promotion> promotions(String template, String channel, int limit, @Nullable String cursor) {
        var found = channels.findHistory(template, channel, before(cursor), limit + 1);
        if (found.isEmpty() && cursor == null) {
            versions.owner(ManifestKind.GOLDEN_PATH, template);
            throw RegistryProblems.unknownChannel(template, channel);
        }
        var page = Page.of(found, limit, last -> Cursor.of(Long.toString(last.id)));
        return new Page<>(
                page.items().stream().map(RegistryPromotionEntity::toPromotion).toList(), page.nextCursor());
    }

    /** Returns the files of a module as a tar archive, and keeps their memory reserved until the request ends. */
    byte[] skeleton(VersionRef module) {
        var digest = versions.files(module);
        if (digest == null) {
            throw RegistryProblems.unknownFile(module, "skeleton.tar");
        }
        return memory.hold(reading(digest) + files.size(digest), () -> files.archive(digest));
    }

    /** Returns one file of a module, and keeps its memory reserved until the request ends. */
    byte[] file(VersionRef module, String path) {
        var digest = versions.files(module);
        var size = files.list(digest).stream()
                .filter(entry -> entry.path().equals(path))
                .mapToLong(TarArchive.Entry::size)
                .findFirst()
                .orElseThrow(() -> RegistryProblems.unknownFile(module, path));
        return memory.hold(
                reading(digest) + 2 * size,
                () -> files.file(digest, path).orElseThrow(() -> RegistryProblems.unknownFile(module, path)));
    }

    /** Returns the memory for reading an archive in chunks, in addition to what is kept of it. */
    private long reading(@Nullable String digest) {
        return 3L * Math.min(ChunkedBytes.CHUNK, files.size(digest));
    }

    /** Only golden paths have channels. */
    private List<Promotion> channels(ManifestKind kind, String name) {
        return kind == ManifestKind.GOLDEN_PATH ? channels.findChannels(name) : List.of();
    }

    private static List<VersionEntry> entries(List<PublishedVersion> all) {
        var entries = new ArrayList<VersionEntry>();
        all.forEach(version -> entries.add(VersionEntry.of(version)));
        Collections.reverse(entries);
        return entries;
    }

    private static long before(@Nullable String cursor) {
        try {
            return cursor == null
                    ? Long.MAX_VALUE
                    : Long.parseLong(Cursor.parse(cursor, 1).values().get(0));
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }

    /** Returns the version that new users get; null if every version is yanked. */
    private static @Nullable String shown(List<PublishedVersion> all) {
        return all.stream()
                .filter(version -> !version.yanked())
                .max(Comparator.<PublishedVersion, Boolean>comparing(
                                version -> version.channels().contains(STABLE))
                        .thenComparing(
                                version -> version.version().getPreRelease().isEmpty())
                        .thenComparing(PublishedVersion::version))
                .map(version -> version.ref().version())
                .orElse(null);
    }
}
