package dev.milepost.templates.registry;

import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.templates.registry.Entries.VersionEntry;
import dev.milepost.templates.registry.VersionView.FileEntry;
import dev.milepost.templates.registry.Views.ModuleView;
import dev.milepost.templates.registry.Views.TemplateView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
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
    private final Clock clock;

    RegistryReader(VersionRepository versions, ChannelRepository channels, SkeletonFiles files, Clock clock) {
        this.versions = versions;
        this.channels = channels;
        this.files = files;
        this.clock = clock;
    }

    @Snapshot
    TemplateView template(String name) {
        var all = all(ManifestKind.GOLDEN_PATH, name);
        var pointers = channels.findChannels(name);
        return TemplateView.of(
                all.get(all.size() - 1).goldenPath(), shown(all, pointers), pointers, entries(all, pointers));
    }

    @Snapshot
    ModuleView module(String name) {
        var all = all(ManifestKind.MODULE, name);
        return ModuleView.of(all.get(all.size() - 1).module(), shown(all, List.of()), entries(all, List.of()));
    }

    @Snapshot
    public VersionView version(VersionRef ref) {
        var stored = versions.require(ref);
        var pointers = ref.kind() == ManifestKind.MODULE ? List.<Promotion>of() : channels.findChannels(ref.name());
        var pointing = pointers.stream()
                .filter(promotion -> promotion.version().equals(ref.version()))
                .map(Promotion::channel)
                .toList();
        return VersionView.of(stored, pointing, files(stored), clock.instant());
    }

    @Snapshot
    LockDocument lock(String name, String version) {
        return LockDocument.of(versions.require(new VersionRef(ManifestKind.GOLDEN_PATH, name, version))
                .lockOfGoldenPath());
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
    byte[] skeleton(String module, String version) {
        var ref = new VersionRef(ManifestKind.MODULE, module, version);
        var digest = versions.require(ref).files();
        if (digest == null) {
            throw RegistryProblems.unknownFile(ref, "skeleton.tar");
        }
        return files.archive(digest);
    }

    @Snapshot
    byte[] file(String module, String version, String path) {
        var ref = new VersionRef(ManifestKind.MODULE, module, version);
        return files.tree(versions.require(ref).files())
                .find(path)
                .orElseThrow(() -> RegistryProblems.unknownFile(ref, path))
                .content();
    }

    private List<StoredVersion> all(ManifestKind kind, String name) {
        var all = versions.findVersions(kind, name);
        if (all.isEmpty()) {
            throw RegistryProblems.unknownName(kind, name);
        }
        return all;
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
