package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.ValuePath;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a plan request: JSON with all members, or an archive with only the files. */
final class PlanRequestReader {

    private static final int MOST_FAULTS = 100;
    private static final ValuePath FILES = ValuePath.at("/files");
    private static final Set<String> MEMBERS = Set.of("to", "from", "parameters", "files");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<Fault> faults = new ArrayList<>();

    private PlanRequestReader() {}

    /** @param to the query parameter, which takes precedence over the body */
    static PlanRequest archive(byte[] body, @Nullable String to, @Nullable String from) {
        return new PlanRequest(to, from, null, TarArchive.read(body));
    }

    static PlanRequest json(byte[] body, @Nullable String to, @Nullable String from) {
        try {
            // A factory keeps the names that its parsers have read, and the path of each file is a name.
            var reader = JSON.reader().with(new JsonFactory());
            return new PlanRequestReader().read(reader.readTree(body), to, from);
        } catch (IOException e) {
            throw new MalformedPlanRequest(e);
        }
    }

    private PlanRequest read(JsonNode body, @Nullable String to, @Nullable String from) {
        if (!body.isObject()) {
            throw new InvalidPlanRequest(List.of(new Fault("", "must be an object with files")));
        }
        body.properties().stream()
                .filter(member -> !MEMBERS.contains(member.getKey()))
                .forEach(
                        member -> fault(ValuePath.at("").member(member.getKey()), "is not a member of a plan request"));
        var bodyTo = text(body, "to");
        var bodyFrom = text(body, "from");
        var parameters = body.path("parameters");
        if (!parameters.isMissingNode() && !parameters.isNull() && !parameters.isObject()) {
            faults.add(new Fault("/parameters", "must be an object of values by parameter name"));
        }
        var files = files(body.path("files"));
        if (!faults.isEmpty()) {
            throw new InvalidPlanRequest(faults);
        }
        return new PlanRequest(
                to == null ? bodyTo : to,
                from == null ? bodyFrom : from,
                parameters instanceof ObjectNode values ? values : null,
                files);
    }

    private @Nullable String text(JsonNode body, String name) {
        var value = body.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            faults.add(new Fault("/" + name, "must be a string"));
        }
        return value.textValue();
    }

    private FileTree files(JsonNode files) {
        if (!files.isObject()) {
            faults.add(new Fault("/files", "must be an object of the service's files by path"));
            return FileTree.EMPTY;
        }
        var tree = new TreeMap<String, TreeFile>();
        long bytes = 0;
        for (var file : files.properties()) {
            var at = FILES.member(file.getKey());
            var content = content(file.getValue(), at);
            if (content != null) {
                bytes += content.size();
                if (content.size() > TarArchive.MAX_FILE_BYTES) {
                    fault(at, "is larger than 5 MiB");
                }
                tree.put(file.getKey(), content);
            }
        }
        if (tree.size() > TarArchive.MAX_FILES || bytes > TarArchive.MAX_BYTES) {
            faults.add(new Fault("/files", "are more than 5,000 files, or more than 20 MiB together"));
        }
        return faults.isEmpty() ? FileTree.of(tree) : FileTree.EMPTY;
    }

    private @Nullable TreeFile content(JsonNode file, ValuePath at) {
        if (file.isTextual()) {
            return TreeFile.text(file.textValue());
        }
        var text = file.path("text").textValue();
        var base64 = file.path("base64").textValue();
        if (!file.isObject() || (text == null) == (base64 == null)) {
            fault(at, "must be a string, or an object with either text or base64");
            return null;
        }
        var executable = file.path("executable").asBoolean();
        if (text != null) {
            return TreeFile.of(text.getBytes(StandardCharsets.UTF_8), executable);
        }
        try {
            return TreeFile.of(Base64.getDecoder().decode(base64), executable);
        } catch (IllegalArgumentException e) {
            fault(at.member("base64"), "is not valid Base64");
            return null;
        }
    }

    private void fault(ValuePath at, String detail) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(at.pointer(), detail));
        }
    }
}
