package dev.milepost.composition;

import dev.milepost.entities.Format;
import dev.milepost.manifests.GoldenPath;
import dev.milepost.manifests.Manifest;
import dev.milepost.manifests.ManifestReader;
import dev.milepost.manifests.TemplateModule;
import dev.milepost.resolution.Assembly;
import dev.milepost.resolution.Assembly.Part;
import dev.milepost.resolution.Lock;
import dev.milepost.resolution.Offer;
import dev.milepost.resolution.Resolver;
import dev.milepost.trees.FileTree;
import dev.milepost.trees.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Modules with their files, of which golden paths are assembled in tests. */
record Parts(List<Part> parts) implements Offer {

    static Parts of(Part... parts) {
        return new Parts(Arrays.asList(parts));
    }

    /** @param spec what is beside {@code phase} and {@code changelog}, in lines of YAML */
    static Part part(String name, String phase, String spec, Map<String, String> files) {
        return part(name, phase, spec, files, null);
    }

    static Part part(String name, String phase, String spec, Map<String, String> files, @Nullable String source) {
        var module = (TemplateModule) read("Module", name, "phase: " + phase + "\n" + spec);
        var tree = new TreeMap<String, TreeFile>();
        files.forEach((path, text) -> tree.put(path, TreeFile.text(text)));
        return new Part(module, FileTree.of(tree), source);
    }

    /** A golden path {@code made-service} 1.2.0 of all these modules in the order given. */
    Assembly assemble(String spec) {
        var modules = new StringBuilder("type: service\nlifecycle: production\nmodules:\n");
        for (var part : parts) {
            modules.append(
                    "  - {module: %s, range: '*'}%n".formatted(part.module().name()));
        }
        var path = (GoldenPath) read("GoldenPath", "made-service", modules + spec);
        return assemble(path);
    }

    Assembly assemble(GoldenPath path) {
        Lock lock = Resolver.resolve(path, ManifestReader.digest(path, FileTree.EMPTY), this);
        return new Assembly(
                path,
                lock,
                lock.modules().stream().map(locked -> find(locked.name())).toList());
    }

    private Part find(String name) {
        return parts.stream()
                .filter(part -> part.module().name().equals(name))
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
        return ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), Format.YAML);
    }

    @Override
    public List<Offered> findVersions(String module) {
        return parts.stream()
                .filter(part -> part.module().name().equals(module))
                .map(part -> new Offered(part.module(), ManifestReader.digest(part.module(), part.skeleton())))
                .toList();
    }

    @Override
    public Collection<String> findProviders(String capability) {
        return parts.stream()
                .map(Part::module)
                .filter(module ->
                        module.provides().stream().anyMatch(each -> each.name().equals(capability)))
                .map(TemplateModule::name)
                .toList();
    }
}
