package dev.milepost.templates.registry;

import dev.milepost.catalog.validation.TemplateSource;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.resolution.AvailableModules;
import dev.milepost.templates.resolution.Lockfile;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Read access to the registry for other packages. */
@ApplicationScoped
public class Registry implements TemplateSource {

    /** The maximum number of versions of one name. */
    public static final int MAX_VERSIONS = 10_000;

    /** A text in memory takes up to as much again as its file. */
    private static final long HEAP_OF_FILE_BYTE = 2;

    private final VersionRepository versions;
    private final PublishedVersionRepository published;
    private final ChannelRepository channels;
    private final SkeletonFiles skeletons;
    private final Clock clock;

    Registry(
            VersionRepository versions,
            PublishedVersionRepository published,
            ChannelRepository channels,
            SkeletonFiles files,
            Clock clock) {
        this.versions = versions;
        this.published = published;
        this.channels = channels;
        this.skeletons = files;
        this.clock = clock;
    }

    public Optional<PublishedGoldenPath> find(String name, String version) {
        return versions.findVersion(goldenPath(name, version)).map(stored -> published(stored, channels(name)));
    }

    /** Returns the versions of a golden path in ascending order of precedence; empty for an unknown name. */
    public List<PublishedVersion> findVersions(String name) {
        return findVersions(ManifestKind.GOLDEN_PATH, name);
    }

    /** Returns the versions of a name in ascending order of precedence; empty for an unknown name. */
    public List<PublishedVersion> findVersions(ManifestKind kind, String name) {
        return published.find(kind, name);
    }

    public Optional<StoredVersion> findVersion(VersionRef ref) {
        return versions.findVersion(ref);
    }

    /** Returns a stored version. Throws for an unknown name or version. */
    public StoredVersion require(VersionRef ref) {
        return versions.require(ref);
    }

    /** Returns the owner of a name, which is that of its highest version. Throws for an unknown name. */
    public String owner(ManifestKind kind, String name) {
        return versions.owner(kind, name);
    }

    /** Returns the current promotion of a channel; empty if it was never set. */
    public Optional<Promotion> findPromotion(String template, String channel) {
        return channels.findChannel(template, channel);
    }

    public List<String> findNames() {
        return versions.findNames(ManifestKind.GOLDEN_PATH);
    }

    /**
     * Returns the version that new users get from a channel; empty if the channel is not set or its version is yanked.
     */
    public Optional<PublishedGoldenPath> findOnChannel(String name, String channel) {
        return channels.findChannel(name, channel)
                .flatMap(promotion -> find(name, promotion.version()))
                .filter(version -> !version.yanked());
    }

    @Override
    public List<VersionStatus> findVersionStatuses() {
        return versions.findVersionStatuses(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** Returns a version's lock with all manifests and files that it names, including yanked ones. */
    public Optional<ResolvedGoldenPath> findResolved(String name, String version) {
        return reading(ProblemType.UNCOMPOSABLE_MODULES).findResolved(name, version);
    }

    /**
     * Returns a reader of the manifests of one answer, which limits their memory.
     *
     * @param tooLarge the problem of an answer that needs more
     */
    public LoadedManifests reading(ProblemType tooLarge) {
        return new LoadedManifests(versions, skeletons, tooLarge, LoadedManifests.MOST);
    }

    /** Returns the modules to resolve from. Lookups are cached, so use the object for one resolution only. */
    public AvailableModules availableModules() {
        return new RegistryModules(published, versions);
    }

    /**
     * Like {@link #availableModules()}, with everything that a golden path may need loaded in advance, which takes
     * fewer queries.
     */
    public AvailableModules availableModules(GoldenPath path) {
        var modules = new RegistryModules(published, versions);
        modules.preload(
                path.modules().stream().map(GoldenPath.ModuleRange::module).toList());
        return modules;
    }

    /** Passes the manifests that a lock names one by one, since many do not fit into memory. */
    public void visitModules(Lockfile lock, Consumer<ModuleManifest> visitor) {
        lock.modules().forEach(locked -> visitor.accept(module(locked)));
    }

    /** Returns the manifest of a module version that a lock names. */
    public ModuleManifest module(Lockfile.LockedModule locked) {
        return versions.locked(locked).module();
    }

    /** Returns a lock with the manifests and files that it names. */
    public ResolvedGoldenPath loadResolved(GoldenPath goldenPath, Lockfile lock) {
        return reading(ProblemType.UNCOMPOSABLE_MODULES).resolved(goldenPath, lock);
    }

    /**
     * Returns the memory that composing a version takes, in bytes; little for an unknown version. It reads no manifest.
     * The files of modules without a source are read one module after the other.
     */
    public long compositionBytes(String name, String version) {
        var ref = goldenPath(name, version);
        return RegistryReader.HEAP_OF_BYTE * versions.manifestBytesOfLock(ref)
                + HEAP_OF_FILE_BYTE * versions.mostFileBytesOfLock(ref);
    }

    private PublishedGoldenPath published(StoredVersion stored, Map<String, Set<String>> channels) {
        return stored.toPublished(channels.getOrDefault(stored.version(), Set.of()), clock.instant());
    }

    private static VersionRef goldenPath(String name, String version) {
        return new VersionRef(ManifestKind.GOLDEN_PATH, name, version);
    }

    private Map<String, Set<String>> channels(String name) {
        return channels.findChannels(name).stream()
                .collect(Collectors.groupingBy(
                        Promotion::version, Collectors.mapping(Promotion::channel, Collectors.toSet())));
    }
}
