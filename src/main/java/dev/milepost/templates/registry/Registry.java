package dev.milepost.templates.registry;

import dev.milepost.catalog.validation.TemplateSource;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.TemplateModule;
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
import java.util.stream.Collectors;

/** What has been published, for other rooms to ask; changes nothing. */
@ApplicationScoped
public class Registry implements TemplateSource {

    private final VersionRepository versions;
    private final ChannelRepository channels;
    private final SkeletonFiles skeletons;
    private final Clock clock;

    Registry(VersionRepository versions, ChannelRepository channels, SkeletonFiles files, Clock clock) {
        this.versions = versions;
        this.channels = channels;
        this.skeletons = files;
        this.clock = clock;
    }

    public Optional<PublishedGoldenPath> find(String name, String version) {
        return versions.find(ManifestKind.GOLDEN_PATH, name, version).map(stored -> published(stored, channels(name)));
    }

    /** Ascending, by the precedence of their versions. */
    public List<PublishedGoldenPath> findVersions(String name) {
        var byVersion = channels(name);
        return versions.findAll(ManifestKind.GOLDEN_PATH, name).stream()
                .map(stored -> published(stored, byVersion))
                .toList();
    }

    /** All versions of a name as they are stored, ascending; none where there is no such name. */
    public List<StoredVersion> findStored(ManifestKind kind, String name) {
        return versions.findAll(kind, name);
    }

    /** A version as it is stored; tells what is unknown, its name or the version. */
    public StoredVersion require(VersionRef ref) {
        return versions.require(ref);
    }

    /** Whose a name is: its highest version says; tells a name that is unknown. */
    public String owner(ManifestKind kind, String name) {
        return versions.owner(kind, name);
    }

    /** Where a channel points; empty where it never pointed anywhere. */
    public Optional<Promotion> findPromotion(String template, String channel) {
        return channels.find(template, channel);
    }

    public List<String> findNames() {
        return versions.findNames(ManifestKind.GOLDEN_PATH);
    }

    /** What somebody new gets from a channel; empty where it points nowhere, or to a version that was withdrawn. */
    public Optional<PublishedGoldenPath> findOnChannel(String name, String channel) {
        return channels.find(name, channel)
                .flatMap(promotion -> find(name, promotion.version()))
                .filter(version -> !version.yanked());
    }

    @Override
    public List<VersionStatus> findVersionStatuses() {
        return versions.findVersionStatuses(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** A version's lock with all manifests and files that it names, withdrawn ones among them. */
    public Optional<ResolvedGoldenPath> findResolved(String name, String version) {
        return versions.find(ManifestKind.GOLDEN_PATH, name, version)
                .map(stored -> loadResolved(stored.goldenPath(), stored.lockOfGoldenPath()));
    }

    /** The modules to choose from, as they are looked up from now on; for one resolution. */
    public AvailableModules availableModules() {
        return new RegistryModules(versions);
    }

    /** The same, looked up for what a golden path may need together and not one by one. */
    public AvailableModules availableModules(GoldenPath path) {
        var modules = new RegistryModules(versions);
        modules.preload(
                path.modules().stream().map(GoldenPath.ModuleRange::module).toList());
        return modules;
    }

    /** The manifests that a lock names. */
    public List<TemplateModule> modules(Lockfile lock) {
        return lock.modules().stream().map(locked -> module(locked).module()).toList();
    }

    /** A lock with the manifests and files that it names. */
    public ResolvedGoldenPath loadResolved(GoldenPath goldenPath, Lockfile lock) {
        return new ResolvedGoldenPath(
                goldenPath, lock, lock.modules().stream().map(this::part).toList());
    }

    private ResolvedGoldenPath.ResolvedModule part(Lockfile.LockedModule locked) {
        var module = module(locked);
        return new ResolvedGoldenPath.ResolvedModule(module.module(), skeletons.find(module.files()), module.source());
    }

    private StoredVersion module(Lockfile.LockedModule locked) {
        return versions.find(ManifestKind.MODULE, locked.name(), locked.version())
                .orElseThrow(() -> new IllegalStateException("What is locked has been published and never goes away"));
    }

    private PublishedGoldenPath published(StoredVersion stored, Map<String, Set<String>> channels) {
        return stored.toPublished(channels.getOrDefault(stored.version(), Set.of()), clock.instant());
    }

    private Map<String, Set<String>> channels(String name) {
        return channels.findAll(name).stream()
                .collect(Collectors.groupingBy(
                        Promotion::version, Collectors.mapping(Promotion::channel, Collectors.toSet())));
    }
}
