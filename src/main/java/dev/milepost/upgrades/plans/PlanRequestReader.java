package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.documents.ValuePath;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.checkouts.ArchivedCheckout;
import dev.milepost.upgrades.checkouts.SentFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a plan request: JSON with all members, or an archive with only the files. The JSON is read as a stream, so that
 * only the parameters become a tree.
 */
final class PlanRequestReader {

    private static final int MOST_FAULTS = 100;
    private static final ValuePath TO = ValuePath.at("/to");
    private static final ValuePath FROM = ValuePath.at("/from");
    private static final ValuePath PARAMETERS = ValuePath.at("/parameters");
    private static final ValuePath FILES = ValuePath.at("/files");
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonParser parser;
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable String to;
    private @Nullable String from;
    private @Nullable ObjectNode parameters;
    private @Nullable TreeMap<String, TreeFile> files;
    private final TreeSet<String> withoutMode = new TreeSet<>();
    private long bytesOfFiles;
    private boolean isTooLarge;

    /** Whether the file that was read last has a mode. */
    private boolean hasMode;

    private PlanRequestReader(JsonParser parser) {
        this.parser = parser;
    }

    /** @param to the query parameter, which takes precedence over the body */
    static PlanRequest archive(byte[] body, @Nullable String to, @Nullable String from) {
        return new PlanRequest(to, from, null, ArchivedCheckout.of(body));
    }

    static PlanRequest json(byte[] body, @Nullable String to, @Nullable String from) {
        // A factory keeps the names that its parsers have read, and the path of each file is a name.
        try (var parser = new JsonFactory().createParser(body)) {
            var reader = new PlanRequestReader(parser);
            var isObject = parser.nextToken() == JsonToken.START_OBJECT;
            if (isObject) {
                reader.readMembers();
            } else {
                parser.skipChildren();
            }
            if (parser.currentToken() != null && parser.nextToken() != null) {
                throw new JsonParseException(parser, "There is more than one value");
            }
            if (!isObject) {
                throw ProblemException.of(ProblemType.INVALID_PLAN_REQUEST, "must be an object with files", "");
            }
            return reader.request(to, from);
        } catch (IOException e) {
            throw ProblemException.of(ProblemType.MALFORMED_BODY, "The body is incomplete or not valid JSON.")
                    .causedBy(e);
        }
    }

    private PlanRequest request(@Nullable String to, @Nullable String from) {
        var tree = files;
        if (tree == null) {
            faults.add(new Fault("/files", "must be an object of the service's files by path"));
        } else if (isTooLarge) {
            faults.add(new Fault("/files", "are more than 5,000 files, or more than 20 MiB together"));
        }
        if (tree == null || !faults.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_PLAN_REQUEST, faults);
        }
        return new PlanRequest(
                to == null ? this.to : to,
                from == null ? this.from : from,
                parameters,
                new SentFiles(tree, withoutMode));
    }

    private void readMembers() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "to" -> to = text(TO);
                case "from" -> from = text(FROM);
                case "parameters" -> parameters = parameters();
                case "files" -> readFiles();
                default -> {
                    fault(
                            ValuePath.at("").member(name),
                            "is not a member of a plan request: its members are to, from, parameters and files");
                    parser.skipChildren();
                }
            }
        }
    }

    private @Nullable String text(ValuePath at) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            fault(at, "must be a string");
            parser.skipChildren();
        }
        return null;
    }

    private @Nullable ObjectNode parameters() throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            ObjectNode values = JSON.readTree(parser);
            if (JsonHeapUse.of(values) <= Renderer.MAX_VALUE_BYTES) {
                return values;
            }
            fault(PARAMETERS, "take more than " + HeapShare.text(Renderer.MAX_VALUE_BYTES) + " of memory");
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            fault(PARAMETERS, "must be an object of values by parameter name");
            parser.skipChildren();
        }
        return null;
    }

    /** The last of several members counts, as in the tree of an object. */
    private void readFiles() throws IOException {
        files = null;
        withoutMode.clear();
        bytesOfFiles = 0;
        isTooLarge = false;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        var tree = new TreeMap<String, TreeFile>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var path = parser.currentName();
            parser.nextToken();
            var at = FILES.member(path);
            hasMode = false;
            var content = content(at);
            if (content != null && !isTooLarge && isPath(path, at)) {
                add(path, content, tree);
            }
        }
        files = tree;
    }

    /** Whether a path is valid in a tree. Files of git are passed over later. */
    private boolean isPath(String path, ValuePath at) {
        var invalid = FileTree.pathFault(path)
                .filter(detail -> FileTree.gitFolder(path).isEmpty());
        invalid.ifPresent(detail -> fault(at, "is not a path in a repository: " + detail));
        return invalid.isEmpty();
    }

    private void add(String path, TreeFile content, TreeMap<String, TreeFile> tree) {
        if (content.size() > TarArchive.MAX_FILE_BYTES) {
            fault(FILES.member(path), "is larger than 5 MiB");
        }
        var before = tree.put(path, content);
        bytesOfFiles += content.size() - (before == null ? 0 : before.size());
        if (hasMode) {
            withoutMode.remove(path);
        } else {
            withoutMode.add(path);
        }
        isTooLarge = tree.size() > TarArchive.MAX_FILES || bytesOfFiles > TarArchive.MAX_BYTES;
    }

    private @Nullable TreeFile content(ValuePath at) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return TreeFile.text(parser.getText());
        }
        String text = null;
        String base64 = null;
        var executable = false;
        var before = faults.size();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var member = at.member(parser.currentName());
                parser.nextToken();
                switch (member.name()) {
                    case "text" -> text = text(member);
                    case "base64" -> base64 = text(member);
                    case "executable" -> {
                        hasMode = parser.currentToken() != JsonToken.VALUE_NULL;
                        executable = flag(member);
                    }
                    default -> {
                        fault(member, "is not a member of a file: its members are text, base64 and executable");
                        parser.skipChildren();
                    }
                }
            }
        } else {
            parser.skipChildren();
        }
        if (text != null && base64 == null) {
            return TreeFile.of(text.getBytes(StandardCharsets.UTF_8), executable);
        }
        if (text == null && base64 != null) {
            return decoded(base64, executable, at);
        }
        if (faults.size() == before) {
            fault(at, "must be a string, or an object with either text or base64");
        }
        return null;
    }

    private boolean flag(ValuePath at) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_TRUE) {
            return true;
        }
        if (parser.currentToken() != JsonToken.VALUE_FALSE && parser.currentToken() != JsonToken.VALUE_NULL) {
            fault(at, "must be true or false");
            parser.skipChildren();
        }
        return false;
    }

    private @Nullable TreeFile decoded(String base64, boolean executable, ValuePath at) {
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
