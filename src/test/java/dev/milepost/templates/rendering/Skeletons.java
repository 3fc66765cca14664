package dev.milepost.templates.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.rendering.ScaffolderBackend.RenderRequest;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every skeleton below a folder of templates, with the values of each {@code test-values.yaml} beneath it. */
final class Skeletons {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Skeletons() {}

    static List<RenderRequest> of(Path templates) throws IOException {
        var requests = new ArrayList<RenderRequest>();
        for (var values : find(templates, "test-values.yaml")) {
            for (var skeleton : find(templates, "skeleton")) {
                var manifest = BackstageRenderingTest.yaml(skeleton.resolveSibling("manifest.yaml"));
                requests.add(new RenderRequest(
                        tree(skeleton), withMilepost(BackstageRenderingTest.yaml(values)), copied(manifest)));
            }
        }
        return requests;
    }

    private static List<Path> find(Path within, String name) throws IOException {
        if (!Files.isDirectory(within)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(within)) {
            return all.filter(path -> path.endsWith(name)).sorted().toList();
        }
    }

    private static FileTree tree(Path directory) throws IOException {
        var files = new TreeMap<String, TreeFile>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var path = directory.relativize(file).toString().replace('\\', '/');
                files.put(path, TreeFile.of(Files.readAllBytes(file), Files.isExecutable(file)));
            }
        }
        return new FileTree(files);
    }

    private static JsonNode withMilepost(JsonNode values) {
        ObjectNode all = values.deepCopy();
        var milepost = all.putObject("milepost").put("correlationId", "01890a5d-ac96-774b-bcce-b302099a8057");
        milepost.putObject("template").put("name", "a-service").put("version", "1.2.3");
        milepost.putObject("policies").put("sca", "required").put("image-scan", "optional");
        return all;
    }

    private static List<String> copied(JsonNode manifest) {
        return manifest.path("spec")
                .path("skeleton")
                .path("copyWithoutTemplating")
                .valueStream()
                .map(JsonNode::textValue)
                .toList();
    }
}
