package dev.milepost.templates.registry;

import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.templates.registry.VersionView.FileEntry;
import dev.milepost.templates.registry.Views.Details;
import dev.milepost.templates.registry.Views.ListEntry;
import dev.milepost.templates.registry.Views.VersionEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers HTTP queries for golden paths, modules and their versions. */
@ApplicationScoped
public class RegistryReader {

    private static final String STABLE = "stable";

    private final VersionRepository versions;
    private final ChannelRepository channels;
    private final SkeletonFiles files;
    private final Listing listing;
    private final Clock clock;

    RegistryReader(
            VersionRepository versions, ChannelRepository channels, SkeletonFiles files, Listing listing, Clock clock) {
        this.versions = versions;
        this.channels = channels;
        this.files = files;
        this.listing = listing;
        this.clock = clock;
    }

    Page<ListEntry> list(ManifestKind kind, ListParameters parameters, int limit) {
        var now = clock.instant();
        var found = listing.find(kind, parameters.filter(), LocalDate.ofInstant(now, ZoneOffset.UTC), limit + 1);
        return ListParameters.page(
                found.stream().map(listed -> ListEntry.of(listed, now)).toList(), limit);
    }

    @Snapshot
    Details details(ManifestKind kind, String name) {
        var all = versions.findVersions(kind, name);
        if (all.isEmpty()) {
            throw RegistryProblems.unknownName(kind, name);
        }
        var pointers = channels(kind, name);
        return Details.of(all.get(all.size() - 1).manifest(), shown(all, pointers), pointers, entries(all, pointers));
    }

    @Snapshot
    public VersionView version(VersionRef ref) {
        var stored = versions.require(ref);
        var pointing = channels(ref.kind(), ref.name()).stream()
                .filter(promotion -> promotion.version().equals(ref.version()))
                .map(Promotion::channel)
                .toList();
        return VersionView.of(stored, pointing, files(stored), clock.instant());
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

    /** Returns the files of a module as a tar archive. */
    @Snapshot
    byte[] skeleton(VersionRef module) {
        var digest = versions.require(module).files();
        if (digest == null) {
            throw RegistryProblems.unknownFile(module, "skeleton.tar");
        }
        return files.archive(digest);
    }

    @Snapshot
    byte[] file(VersionRef module, String path) {
        return files.tree(versions.require(module).files())
                .find(path)
                .orElseThrow(() -> RegistryProblems.unknownFile(module, path))
                .content();
    }

    /** Only golden paths have channels. */
    private List<Promotion> channels(ManifestKind kind, String name) {
        return kind == ManifestKind.GOLDEN_PATH ? channels.findChannels(name) : List.of();
    }

    private List<FileEntry> files(StoredVersion stored) {
        var entries = new ArrayList<FileEntry>();
        files.tree(stored.files())
                .files()
                .forEach((path, file) -> entries.add(new FileEntry(path, file.size(), file.executable())));
        return entries;
    }

    private List<VersionEntry> entries(List<StoredVersion> all, List<Promotion> pointers) {
        Instant now = clock.instant();
        var entries = new ArrayList<VersionEntry>();
        all.forEach(stored -> entries.add(VersionEntry.of(stored, pointers, now)));
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
    private static @Nullable String shown(List<StoredVersion> all, List<Promotion> pointers) {
        var stable = pointers.stream()
                .filter(promotion -> promotion.channel().equals(STABLE))
                .map(Promotion::version)
                .toList();
        return all.stream()
                .filter(version -> version.yank() == null)
                .max(Comparator.<StoredVersion, Boolean>comparing(version -> stable.contains(version.version()))
                        .thenComparing(
                                version -> version.semver().getPreRelease().isEmpty())
                        .thenComparing(StoredVersion::semver))
                .map(StoredVersion::version)
                .orElse(null);
    }
}
