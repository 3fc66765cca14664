package dev.milepost.templates.publishing;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.registry.PublishRequest;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** A module as an uploaded archive: its manifest, and its files beneath {@code skeleton/}. */
final class ModuleArchive {

    /** The maximum size of an upload, which may be compressed, in bytes. Other limits apply to the unpacked files. */
    static final int BYTES = 20 << 20;

    /** The memory for an archive, its files and their stored form: bytes per byte of the upload, and a minimum. */
    static final int EXPANSION = 2;

    static final int MEMORY = 48 << 20;

    private static final Set<String> MANIFESTS = Set.of("manifest.yaml", "manifest.yml", "manifest.json");
    private static final String SKELETON = "skeleton/";
    private static final String README = "README.md";

    private ModuleArchive() {}

    static PublishRequest read(byte[] archive, PublishTarget target) {
        var files = new TreeMap<String, TreeFile>();
        var manifests = new TreeMap<String, TreeFile>();
        TarArchive.read(archive).files().forEach((path, file) -> {
            if (path.startsWith(SKELETON)) {
                files.put(path.substring(SKELETON.length()), file);
            } else if (MANIFESTS.contains(path)) {
                manifests.put(path, file);
            } else if (!path.equals(README)) {
                throw invalid(path, "is not part of a module. Send only manifest.yaml, skeleton/ and README.md");
            }
        });
        if (manifests.size() != 1) {
            throw invalid("manifest.yaml", "must be in the root exactly once; manifest.json may take its place");
        }
        var manifest = manifests.firstEntry();
        var format = manifest.getKey().endsWith(".json") ? DocumentFormat.JSON : DocumentFormat.YAML;
        return target.read(manifest.getValue().content(), format, FileTree.of(files));
    }

    private static ProblemException invalid(String path, String detail) {
        return ProblemException.of(
                ProblemType.INVALID_MODULE_ARCHIVE, path + " " + detail, List.of(new Fault(path, detail)));
    }
}
