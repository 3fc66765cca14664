package dev.milepost.templates.composition;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.resolution.AvailableModules;
import dev.milepost.templates.resolution.Lockfile;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import dev.milepost.templates.resolution.Resolver;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Modules with their files, of which golden paths are assembled in tests. */
record ModuleFixtures(List<ResolvedModule> parts) implements AvailableModules {

    static ModuleFixtures of(ResolvedModule... parts) {
        return new ModuleFixtures(Arrays.asList(parts));
    }

    /** @param spec what is beside {@code phase} and {@code changelog}, in lines of YAML */
    static ResolvedModule part(String name, String phase, String spec, Map<String, String> files) {
        return part(name, phase, spec, files, null);
    }

    static ResolvedModule part(
            String name, String phase, String spec, Map<String, String> files, @Nullable String source) {
        var module = (ModuleManifest) read("Module", name, "phase: " + phase + "\n" + spec);
        var tree = new TreeMap<String, TreeFile>();
        files.forEach((path, text) -> tree.put(path, TreeFile.text(text)));
        return new ResolvedModule(module, FileTree.of(tree), source);
    }

    /** A golden path {@code made-service} 1.2.0 of all these modules in the order given. */
    ResolvedGoldenPath assemble(String spec) {
        var modules = new StringBuilder("type: service\nlifecycle: production\nmodules:\n");
        for (var resolvedModule : parts) {
            modules.append("  - {module: %s, range: '*'}%n"
                    .formatted(resolvedModule.module().name()));
        }
        var path = (GoldenPath) read("GoldenPath", "made-service", modules + spec);
        return assemble(path);
    }

    ResolvedGoldenPath assemble(GoldenPath path) {
        Lockfile lock = Resolver.resolve(path, ManifestReader.digest(path, FileTree.EMPTY), this);
        return new ResolvedGoldenPath(
                path,
                lock,
                lock.modules().stream().map(locked -> find(locked.name())).toList());
    }

    private ResolvedModule find(String name) {
        return parts.stream()
                .filter(resolvedModule -> resolvedModule.module().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Manifest read(String kind, String name, String spec) {
        var text = """
                apiVersion: milepost.dev/v1
                kind: %s
                metadata: {name: %s, owner: group:default/platform, version: 1.2.0, tags: [java]}
                spec:
                  changelog: {added: [all]}
                %s""".formatted(kind, name, spec.indent(2));
        return ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
    }

    @Override
    public List<AvailableVersion> findVersions(String module) {
        return parts.stream()
                .filter(resolvedModule -> resolvedModule.module().name().equals(module))
                .map(resolvedModule -> new AvailableVersion(
                        resolvedModule.module(),
                        ManifestReader.digest(resolvedModule.module(), resolvedModule.skeleton())))
                .toList();
    }

    @Override
    public Collection<String> findProviders(String capability) {
        return parts.stream()
                .map(ResolvedModule::module)
                .filter(module ->
                        module.provides().stream().anyMatch(each -> each.name().equals(capability)))
                .map(ModuleManifest::name)
                .toList();
    }
}
