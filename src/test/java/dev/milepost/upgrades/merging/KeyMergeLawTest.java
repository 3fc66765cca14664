package dev.milepost.upgrades.merging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds of every merge by key, whatever the documents. */
class KeyMergeLawTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private int made;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 500);
    }

    @Seeds(bounded = 100, all = 501)
    void takesTheOnlyChangedSide(long seed) throws JsonProcessingException {
        var random = new Random(seed);
        var base = document(random, 3);
        var changed = base.deepCopy();
        change(changed, random, "side");

        for (var format : new KeyedFormat[] {KeyedFormat.JSON, KeyedFormat.YAML, KeyedFormat.POM}) {
            var before = written(format, base);
            var after = written(format, changed);
            assertThat(KeyMerge.merge(format, new ThreeWayTexts(before, before, after), new MergeBudget()))
                    .contains(after);
            assertThat(KeyMerge.merge(format, new ThreeWayTexts(before, after, after), new MergeBudget()))
                    .contains(after);
            KeyMerge.merge(format, new ThreeWayTexts(before, after, before), new MergeBudget())
                    .ifPresent(merged -> assertThat(value(format, merged)).isEqualTo(value(format, after)));
        }
    }

    @Seeds(bounded = 100, all = 501)
    void appliesBothSidesOrConflicts(long seed) throws JsonProcessingException {
        var random = new Random(seed);
        var base = document(random, 3);
        var target = base.deepCopy();
        var theirs = base.deepCopy();
        change(target, random, "template");
        change(theirs, random, "service");

        for (var format : new KeyedFormat[] {KeyedFormat.JSON, KeyedFormat.YAML, KeyedFormat.POM}) {
            var versions = new ThreeWayTexts(written(format, base), written(format, target), commented(format, theirs));
            var merged = KeyMerge.merge(format, versions, new MergeBudget());

            merged.ifPresent(text -> {
                assertThat(said(text, "template")).containsAll(said(versions.target(), "template"));
                assertThat(said(text, "service")).containsAll(said(versions.theirs(), "service"));
                assertThat(said(text, "ours")).isEqualTo(said(versions.theirs(), "ours"));
            });
        }
    }

    /** The law before would hold of a merge that never comes about. */
    @Test
    void mergesHalfOfRandomChanges() {
        var merged = seeds().filter(seed -> {
                    var random = new Random(seed);
                    var base = document(random, 3);
                    var target = base.deepCopy();
                    var theirs = base.deepCopy();
                    change(target, random, "template");
                    change(theirs, random, "service");
                    return KeyMerge.merge(
                                    KeyedFormat.YAML,
                                    new ThreeWayTexts(yaml(base, ""), yaml(target, ""), yaml(theirs, "")),
                                    new MergeBudget())
                            .isPresent();
                })
                .count();

        assertThat(merged).isGreaterThan(250);
    }

    private static Object value(KeyedFormat format, String text) {
        return format.read(text).orElseThrow().value();
    }

    private static List<String> said(String text, String side) {
        return Pattern.compile(side + "-\\d+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    private ObjectNode document(Random random, int depth) {
        var document = JSON.createObjectNode();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            if (depth > 0 && random.nextInt(3) == 0) {
                document.set("map" + i, document(random, depth - 1));
            } else {
                document.put("key" + i, "value" + random.nextInt(100));
            }
        }
        return document;
    }

    private void change(ObjectNode document, Random random, String side) {
        var keys = new ArrayList<String>();
        document.fieldNames().forEachRemaining(keys::add);
        for (var key : keys) {
            if (document.get(key) instanceof ObjectNode map && random.nextInt(10) > 0) {
                change(map, random, side);
            } else if (random.nextInt(4) == 0) {
                document.put(key, side + "-" + made++);
            } else if (random.nextInt(6) == 0 && document.size() > 1) {
                document.remove(key);
            }
        }
        if (random.nextInt(3) == 0) {
            document.put("new-of-" + side, side + "-" + made++);
        }
    }

    private static String written(KeyedFormat format, ObjectNode document) throws JsonProcessingException {
        return switch (format) {
            case JSON -> JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
            case YAML -> yaml(document, "");
            case POM -> "<project>\n" + xml(document, "  ") + "</project>\n";
        };
    }

    /** The same with a comment above each of the service's own values, and at the ends of some lines. */
    private static String commented(KeyedFormat format, ObjectNode document) throws JsonProcessingException {
        var text = written(format, document);
        return switch (format) {
            case JSON -> text;
            case YAML ->
                text.replaceAll("(?m)^( *)(.*value\\d)$", "$1# ours-1\n$1$2").replaceAll("(\\d2)\n", "$1 # ours-2\n");
            case POM ->
                text.replaceAll("(?m)^( *)(.*value\\d<.*)$", "$1<!-- ours-1 -->\n$1$2")
                        .replaceAll("(\\d2</.*>)\n", "$1 <!-- ours-2 -->\n");
        };
    }

    private static String yaml(ObjectNode document, String indent) {
        var text = new StringBuilder();
        document.properties()
                .forEach(field -> text.append(indent)
                        .append(field.getKey())
                        .append(
                                field.getValue() instanceof ObjectNode map
                                        ? ":\n" + yaml(map, indent + "  ")
                                        : ": " + field.getValue().textValue() + "\n"));
        return text.toString();
    }

    private static String xml(ObjectNode document, String indent) {
        var text = new StringBuilder();
        document.properties()
                .forEach(field -> text.append("%s<%s>%s</%2$s>%n"
                        .formatted(
                                indent,
                                field.getKey(),
                                field.getValue() instanceof ObjectNode map
                                        ? "\n" + xml(map, indent + "  ") + indent
                                        : field.getValue().textValue())));
        return text.toString();
    }
}
