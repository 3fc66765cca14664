package dev.milepost.templates.goldenpaths;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.resolution.AvailableModules;
import dev.milepost.templates.resolution.Lockfile;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's {@code templates/}: what there is to resolve from, and to assemble. */
record ProjectTemplates(List<GoldenPath> goldenPaths, List<ModuleFiles> modules) implements AvailableModules {

    static final Path ROOT = Path.of("templates");

    record ModuleFiles(ModuleManifest manifest, FileTree skeleton) {

        AvailableVersion offered() {
            return new AvailableVersion(manifest, ManifestReader.digest(manifest, skeleton));
        }
    }

    static ProjectTemplates read() {
        return new ProjectTemplates(
                folders("golden-paths")
                        .map(ProjectTemplates::manifest)
                        .map(GoldenPath.class::cast)
                        .toList(),
                folders("modules").map(ProjectTemplates::module).toList());
    }

    /** The folders of the versions beneath a folder, in order. */
    static Stream<Path> folders(String within) {
        try (var files = Files.walk(ROOT.resolve(within), 3)) {
            return files.filter(file -> file.endsWith("manifest.yaml")).map(Path::getParent).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifest manifest(Path folder) {
        try {
            return ManifestReader.read(Files.readAllBytes(folder.resolve("manifest.yaml")), DocumentFormat.YAML);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModuleFiles module(Path folder) {
        var skeleton = folder.resolve("skeleton");
        var files = Files.isDirectory(skeleton) ? tree(skeleton) : FileTree.EMPTY;
        return new ModuleFiles((ModuleManifest) manifest(folder), files);
    }

    /** The files beneath a folder. */
    static FileTree tree(Path folder) {
        var files = new TreeMap<String, TreeFile>();
        try (var found = Files.walk(folder)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                var path = folder.relativize(file).toString();
                files.put(path, TreeFile.of(Files.readAllBytes(file), Files.isExecutable(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return FileTree.of(files);
    }

    static void write(FileTree tree, Path folder) {
        tree.files().forEach((path, file) -> {
            try {
                var target = folder.resolve(path);
                Files.createDirectories(target.getParent());
                Files.write(target, file.content());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    ResolvedGoldenPath assemble(GoldenPath path, Lockfile lock) {
        return new ResolvedGoldenPath(
                path,
                lock,
                lock.modules().stream()
                        .map(locked -> modules.stream()
                                .filter(module -> module.manifest().name().equals(locked.name())
                                        && module.manifest()
                                                .version()
                                                .getVersion()
                                                .equals(locked.version()))
                                .findFirst()
                                .orElseThrow())
                        .map(module ->
                                new ResolvedGoldenPath.ResolvedModule(module.manifest(), module.skeleton(), null))
                        .toList());
    }

    @Override
    public List<AvailableVersion> findVersions(String module) {
        return modules.stream()
                .filter(there -> there.manifest().name().equals(module))
                .map(ModuleFiles::offered)
                .toList();
    }

    @Override
    public Collection<String> findProviders(String capability) {
        return modules.stream()
                .map(ModuleFiles::manifest)
                .filter(module -> module.provides().stream()
                        .anyMatch(provided -> provided.name().equals(capability)))
                .map(ModuleManifest::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
