package dev.milepost.security.erasure;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Set;

/**
 * Replaces names in one text. A text that looks like JSON is read as such, in linear time and without a tree; what is not
 * changed keeps its bytes. Malformed JSON is searched too.
 */
final class ErasedText {

    /**
     * Members that identify an event, a service, a deployment, a run or the like. They are keys of stored facts, and a
     * number would change with them. They are identifiers at the root and in {@link #HOLDERS}; an {@code id} elsewhere
     * is replaced.
     */
    private static final Set<String> IDENTIFIERS = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "time",
            "datacontenttype",
            "dataschema",
            "correlationid",
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_time",
            "ce_dataschema",
            "ce_correlationid",
            "service_id",
            "service",
            "environment",
            "environment_tier",
            "deployment_id",
            "commit_sha",
            "commits",
            "parent_shas",
            "artifact",
            "artifact_id",
            "repository",
            "pr_id",
            "pipeline_run_id",
            "incident_id",
            "merged_into",
            "task_id",
            "template_id",
            "template_version",
            "chainid",
            "chain_id");

    private static final Set<String> HOLDERS = Set.of(
            "",
            "data",
            "context",
            "subject",
            "environment",
            "service",
            "artifact",
            "change",
            "pipelinerun",
            "incident");

    private static final Set<String> NAMES_OF_ENTITY = Set.of("name", "namespace", "uid");

    private final ErasedNames names;
    private boolean kept;

    ErasedText(ErasedNames names) {
        this.names = names;
    }

    /** An object or array. @param name the member that it is the value of; empty at the root */
    private record Frame(boolean object, String name) {}

    /** Whether a name was found in an identifier and therefore kept. */
    boolean hasKept() {
        return kept;
    }

    String replaceIn(String text) {
        return looksLikeJson(text) ? new Json(text).replaced() : names.replaceInPlain(text);
    }

    private static boolean looksLikeJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ') {
                return c == '{' || c == '[' || c == '"';
            }
        }
        return false;
    }

    private final class Json {

        private final String json;
        private final StringBuilder written = new StringBuilder();
        private final Deque<Frame> frames = new ArrayDeque<>();
        private int copied;
        private String member = "";
        private boolean inValue;

        Json(String json) {
            this.json = json;
        }

        String replaced() {
            int outside = 0;
            for (int i = 0; i < json.length(); i++) {
                switch (json.charAt(i)) {
                    case '"' -> {
                        plain(outside, i);
                        i = text(i);
                        outside = i + 1;
                    }
                    case '{', '[' -> open(json.charAt(i) == '{');
                    case '}', ']' -> close();
                    case ',' -> inValue = false;
                    case ':' -> inValue = true;
                    default -> {
                        // A number, a literal or white space has no name.
                    }
                }
            }
            plain(outside, json.length());
            return copied == 0
                    ? json
                    : written.append(json, copied, json.length()).toString();
        }

        private void open(boolean object) {
            var top = frames.peek();
            frames.push(new Frame(object, top == null ? "" : top.object() ? member : top.name()));
            inValue = false;
        }

        private void close() {
            member = frames.isEmpty() ? "" : frames.pop().name();
            inValue = true;
        }

        /** Replaces names outside of strings, where JSON has none and malformed JSON or a text that begins like it may. */
        private void plain(int start, int end) {
            if (start < end) {
                var text = json.substring(start, end);
                var replaced = names.replaceInPlain(text);
                if (!replaced.equals(text)) {
                    written.append(json, copied, start).append(replaced);
                    copied = end;
                }
            }
        }

        /** Replaces the names in a string, and returns the index of its end. */
        private int text(int start) {
            int end = start + 1;
            while (end < json.length() && json.charAt(end) != '"') {
                end += json.charAt(end) == '\\' ? 2 : 1;
            }
            if (end >= json.length()) {
                plain(start, json.length());
                return json.length();
            }
            var text = JsonEscapes.decode(json, start + 1, end);
            var top = frames.peek();
            boolean isName = top != null && top.object() && !inValue;
            if (isName) {
                member = text;
            }
            var replaced = isName ? names.replaceInPlain(text) : value(text);
            if (!replaced.equals(text)) {
                written.append(json, copied, start).append('"');
                JsonStringEncoder.getInstance().quoteAsString(replaced, written);
                written.append('"');
                copied = end + 1;
            }
            return end;
        }

        private String value(String text) {
            var name = innermostMember();
            if (name.equals("data_base64") && frames.size() == 1) {
                return base64(text);
            }
            var replaced = names.replaceInPlain(text);
            if (!replaced.equals(text) && isIdentifier(name)) {
                kept = true;
                return text;
            }
            return replaced;
        }

        /** The member that the current value belongs to. The elements of a list belong to the member of the list. */
        private String innermostMember() {
            var top = frames.peek();
            return top == null ? "" : top.object() ? member : top.name();
        }

        private boolean isIdentifier(String name) {
            var holder = "";
            for (var frame : frames) {
                if (frame.object()) {
                    holder = frame.name();
                    break;
                }
            }
            var plain = PersonName.lowerCase(name);
            return holder.equals("metadata")
                    ? NAMES_OF_ENTITY.contains(plain)
                    : IDENTIFIERS.contains(plain) && HOLDERS.contains(PersonName.lowerCase(holder));
        }

        private String base64(String text) {
            try {
                var bytes = Base64.getDecoder().decode(text);
                var replaced = new String(bytes, StandardCharsets.UTF_8);
                var inner = new ErasedText(names);
                var result = inner.replaceIn(replaced);
                kept |= inner.hasKept();
                return result.equals(replaced)
                        ? text
                        : Base64.getEncoder().encodeToString(result.getBytes(StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return text;
            }
        }
    }
}
