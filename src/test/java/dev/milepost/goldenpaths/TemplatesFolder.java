package dev.milepost.goldenpaths;

import dev.milepost.entities.Format;
import dev.milepost.manifests.GoldenPath;
import dev.milepost.manifests.Manifest;
import dev.milepost.manifests.ManifestReader;
import dev.milepost.manifests.TemplateModule;
import dev.milepost.resolution.Assembly;
import dev.milepost.resolution.Lock;
import dev.milepost.resolution.Offer;
import dev.milepost.trees.FileTree;
import dev.milepost.trees.TreeFile;
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
record TemplatesFolder(List<GoldenPath> goldenPaths, List<Module> modules) implements Offer {

    static final Path ROOT = Path.of("templates");

    record Module(TemplateModule manifest, FileTree skeleton) {

        Offered offered() {
            return new Offered(manifest, ManifestReader.digest(manifest, skeleton));
        }
    }

    static TemplatesFolder read() {
        return new TemplatesFolder(
                folders("golden-paths")
                        .map(TemplatesFolder::manifest)
                        .map(GoldenPath.class::cast)
                        .toList(),
                folders("modules").map(TemplatesFolder::module).toList());
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
            return ManifestReader.read(Files.readAllBytes(folder.resolve("manifest.yaml")), Format.YAML);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Module module(Path folder) {
        var skeleton = folder.resolve("skeleton");
        var files = Files.isDirectory(skeleton) ? tree(skeleton) : FileTree.EMPTY;
        return new Module((TemplateModule) manifest(folder), files);
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

    Assembly assemble(GoldenPath path, Lock lock) {
        return new Assembly(
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
                        .map(module -> new Assembly.Part(module.manifest(), module.skeleton(), null))
                        .toList());
    }

    @Override
    public List<Offered> findVersions(String module) {
        return modules.stream()
                .filter(there -> there.manifest().name().equals(module))
                .map(Module::offered)
                .toList();
    }

    @Override
    public Collection<String> findProviders(String capability) {
        return modules.stream()
                .map(Module::manifest)
                .filter(module -> module.provides().stream()
                        .anyMatch(provided -> provided.name().equals(capability)))
                .map(TemplateModule::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
