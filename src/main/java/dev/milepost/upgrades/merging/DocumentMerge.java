package dev.milepost.upgrades.merging;

import dev.milepost.upgrades.merging.TextMerge.Merged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Merges YAML texts of several documents document by document, each by line and then by key. A document is the same in
 * all texts if kind, namespace and name are, else if its position is.
 */
final class DocumentMerge {

    private static final int MOST_DOCUMENTS = 500;

    private final ConflictLabels labels;
    private final MergeBudget budget;
    private int conflicts;

    private DocumentMerge(ConflictLabels labels, MergeBudget budget) {
        this.labels = labels;
        this.budget = budget;
    }

    /** @param separator the line that begins it, with directives and comments before; empty if it has none */
    private record Part(String separator, String text) {}

    /** Returns empty if no text has several documents, or if a document is removed on one side and changed on the other. */
    static Optional<Merged> merge(ThreeWayTexts versions, ConflictLabels labels, MergeBudget budget) {
        if (versions.hasMixedLineEndings() || !MergeMemory.fitsByKey(versions)) {
            return Optional.empty();
        }
        var plain = versions.withoutReturns();
        var merge = new DocumentMerge(labels, budget);
        return merge.merge(parts(plain.base()), parts(plain.target()), parts(plain.theirs()))
                .map(text -> new Merged(
                        versions.theirs().contains(TextLines.CRLF) ? text.replace(TextLines.LF, TextLines.CRLF) : text,
                        merge.conflicts));
    }

    private Optional<String> merge(List<Part> base, List<Part> target, List<Part> theirs) {
        int most = Math.max(base.size(), Math.max(target.size(), theirs.size()));
        if (most < 2 || most > MOST_DOCUMENTS || base.isEmpty() || target.isEmpty() || theirs.isEmpty()) {
            return Optional.empty();
        }
        var before = byIdentity(base);
        var after = byIdentity(target);
        var now = byIdentity(theirs);
        boolean isByPosition = !(isNamed(before) && isNamed(after) && isNamed(now));
        if (isByPosition && (base.size() != target.size() || base.size() != theirs.size())) {
            return Optional.empty();
        }
        var merged = new LinkedHashMap<String, Part>();
        for (var one : now.entrySet()) {
            var from = before.get(one.getKey());
            var to = after.get(one.getKey());
            if (to == null && from != null) {
                if (!isSame(from, one.getValue())) {
                    return Optional.empty();
                }
            } else {
                merged.put(one.getKey(), to == null ? one.getValue() : merged(from, to, one.getValue()));
            }
        }
        for (var one : after.entrySet()) {
            var from = before.get(one.getKey());
            if (!now.containsKey(one.getKey()) && from != null && !isSame(from, one.getValue())) {
                return Optional.empty();
            }
        }
        return Optional.of(text(withAdded(merged, before, after, now)));
    }

    private Part merged(@Nullable Part base, Part target, Part theirs) {
        var versions = new ThreeWayTexts(base == null ? "" : base.text(), target.text(), theirs.text());
        var byLine = TextMerge.merge(versions, labels, budget);
        if (byLine.conflicts() == 0) {
            return new Part(theirs.separator(), byLine.text());
        }
        var byKey = base == null ? Optional.<String>empty() : KeyMerge.merge(KeyedFormat.YAML, versions, budget);
        if (byKey.isEmpty()) {
            conflicts += byLine.conflicts();
        }
        return new Part(theirs.separator(), byKey.orElse(byLine.text()));
    }

    /** Returns the documents with those that the template has added, each after the one that precedes it there. */
    private static List<Part> withAdded(
            Map<String, Part> merged, Map<String, Part> before, Map<String, Part> after, Map<String, Part> now) {
        var keys = new ArrayList<>(merged.keySet());
        var parts = new HashMap<>(merged);
        int place = 0;
        for (var one : after.entrySet()) {
            int at = keys.indexOf(one.getKey());
            if (at >= 0) {
                place = at + 1;
            } else if (!before.containsKey(one.getKey()) && !now.containsKey(one.getKey())) {
                keys.add(place++, one.getKey());
                parts.put(one.getKey(), one.getValue());
            }
        }
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(parts.get(key)).stream())
                .toList();
    }

    private static String text(List<Part> parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            if (!text.isEmpty()) {
                if (text.charAt(text.length() - 1) != '\n') {
                    text.append('\n');
                }
                text.append(part.separator().isEmpty() ? "---\n" : "");
            }
            text.append(part.separator()).append(part.text());
        }
        return text.toString();
    }

    private static boolean isSame(Part one, Part other) {
        return one.text().strip().equals(other.text().strip());
    }

    /**
     * Splits a text at its document markers, which cannot be part of a value of YAML. Returns none if a document begins
     * in the line of its marker.
     */
    private static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        var separator = new StringBuilder();
        var body = new StringBuilder();
        for (int start = 0; start < text.length(); ) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            var line = text.substring(start, end);
            if (isMarker(line)) {
                if (hasContent(body)) {
                    parts.add(new Part(separator.toString(), body.toString()));
                    separator.setLength(0);
                } else {
                    separator.append(body);
                }
                body.setLength(0);
                var rest = line.substring(3).strip();
                if (!rest.isEmpty() && !rest.startsWith("#")) {
                    return List.of();
                }
                separator.append(line);
            } else {
                body.append(line);
            }
            start = end;
        }
        if (hasContent(body) || parts.isEmpty() || !separator.isEmpty()) {
            parts.add(new Part(separator.toString(), body.toString()));
        }
        return parts;
    }

    private static boolean isMarker(String line) {
        return line.startsWith("---") && (line.length() == 3 || Character.isWhitespace(line.charAt(3)));
    }

    private static boolean hasContent(StringBuilder body) {
        return body.toString()
                .lines()
                .map(String::strip)
                .anyMatch(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("%"));
    }

    private static boolean isNamed(Map<String, Part> parts) {
        return parts.keySet().stream().noneMatch(key -> key.startsWith("#"));
    }

    /** Returns the documents by kind, namespace and name; by their position if they have none. */
    private static Map<String, Part> byIdentity(List<Part> parts) {
        var byIdentity = new LinkedHashMap<String, Part>();
        for (int i = 0; i < parts.size(); i++) {
            var position = "#" + i;
            var identity = identity(parts.get(i).text());
            byIdentity.put(identity == null || byIdentity.containsKey(identity) ? position : identity, parts.get(i));
        }
        return byIdentity;
    }

    private static @Nullable String identity(String text) {
        var value = YamlKeyReader.read(text).map(KeyedValue::value).orElse(null);
        if (value == null || !value.has("kind") || !value.path("metadata").has("name")) {
            return null;
        }
        var metadata = value.path("metadata");
        return "%s\n%s\n%s"
                .formatted(
                        value.path("kind").asText(),
                        metadata.path("namespace").asText(),
                        metadata.path("name").asText());
    }
}
