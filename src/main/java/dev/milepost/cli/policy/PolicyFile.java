package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.documents.LineNumbers;
import java.nio.file.Path;
import java.util.List;

/**
 * A document in a file: a policy or the cases of one.
 *
 * @param text the lines of the file
 */
record PolicyFile(Path path, List<String> text, JsonNode document, LineNumbers lines) {

    static final String POLICY = "Policy";
    static final String POLICY_TEST = "PolicyTest";

    /** Whether it is for this command, and not of another tool or another kind, as far as it can be told. */
    boolean isInScope() {
        return document.path("apiVersion").asText().startsWith("milepost.dev/")
                && document.path("kind").asText().startsWith(POLICY);
    }

    boolean isTest() {
        return document.path("kind").asText().equals(POLICY_TEST);
    }

    PolicyFinding finding(LintRule rule, String pointer, String detail) {
        int line = lines.lineOf(pointer);
        return new PolicyFinding(path, line, column(line, pointer), pointer, rule, detail);
    }

    /** The column of the name of the value in its line; the first one that is no blank if the value has no name. */
    private int column(int line, String pointer) {
        if (line > text.size()) {
            return 1;
        }
        var row = text.get(line - 1);
        var name = pointer.startsWith("/") ? JsonPointers.lastToken(pointer) : "";
        for (int at = row.indexOf(name); at >= 0 && !name.isEmpty(); at = row.indexOf(name, at + 1)) {
            if (isName(row, at, at + name.length())) {
                return at + 1;
            }
        }
        int start = row.length() - row.stripLeading().length();
        return start + 1;
    }

    private static boolean isName(String row, int start, int end) {
        int after = end;
        while (after < row.length() && " \"'".indexOf(row.charAt(after)) >= 0) {
            after++;
        }
        var before = start == 0 ? ' ' : row.charAt(start - 1);
        return after < row.length() && row.charAt(after) == ':' && " \"'{,?".indexOf(before) >= 0;
    }
}
