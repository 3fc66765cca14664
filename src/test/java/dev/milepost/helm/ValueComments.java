package dev.milepost.helm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the comments of the values say: those that begin with two hyphens are about the key that follows. */
final class ValueComments {

    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9]*):(.*)");
    private static final int INDENT = 2;
    private static final int LONGEST_DEFAULT = 48;

    private final JsonNode values;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private final StringBuilder comment = new StringBuilder();
    private int deepest = Integer.MAX_VALUE;

    private ValueComments(JsonNode values) {
        this.values = values;
    }

    /**
     * A value that may be set.
     *
     * @param path with dots
     */
    record Row(String path, JsonNode standard, String text) {

        @Override
        public String toString() {
            var written =
                    standard.isTextual() && !standard.asText().isEmpty() ? standard.asText() : standard.toString();
            var shown = written.length() > LONGEST_DEFAULT ? "see there" : "`" + written + "`";
            return "| `%s` | %s | %s |%n".formatted(path, shown, text.replace("|", "\\|"));
        }
    }

    /** @throws AssertionError where a value is there without a word */
    static List<Row> of(String yaml) {
        var values = DocumentReader.readOne(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML)
                .orElseThrow()
                .value();
        var comments = new ValueComments(values);
        yaml.lines().forEach(comments::read);
        return comments.rows;
    }

    private void read(String line) {
        var text = line.strip();
        if (text.startsWith("# -- ")) {
            comment.setLength(0);
            comment.append(text.substring("# -- ".length()));
        } else if (text.startsWith("# ") && !comment.isEmpty()) {
            comment.append(' ').append(text.substring("# ".length()));
        } else {
            var key = KEY.matcher(line);
            if (key.matches()) {
                key(key);
            }
        }
    }

    private void key(Matcher key) {
        int depth = key.group(1).length() / INDENT;
        if (depth > deepest) {
            return;
        }
        deepest = Integer.MAX_VALUE;
        path.subList(depth, path.size()).clear();
        path.add(key.group(2));
        if (!comment.isEmpty()) {
            rows.add(new Row(String.join(".", path), values.at("/" + String.join("/", path)), comment.toString()));
            comment.setLength(0);
            deepest = depth;
        } else if (!key.group(3).isBlank()) {
            throw new AssertionError("Nothing is said of " + String.join(".", path));
        }
    }
}
