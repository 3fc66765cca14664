package dev.milepost.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.testing.Seeds;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonHeapUseTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ELEMENT = 2_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[],",
                "[0],",
                "[[[[0]]]],",
                "{},",
                "{\"\":{}},",
                "{\"\":{\"\":{\"\":{\"\":0}}}},",
                "{\"a\":0},",
                "{\"a\":[0]},",
                "\"\",",
                "\"a\",",
                "\"\u4e00\",",
                "1,",
                "1e9,",
                "1234567890,",
                "12345678901234567890,",
                "{\"a\":0,\"b\":0,\"c\":0,\"d\":0,\"e\":0,\"f\":0,\"g\":0,\"h\":0,\"i\":0,\"j\":0,\"k\":0,\"l\":0,\"m\":0},"
            })
    void isNotBelowTheTreesOfRepeatedValues(String repeated) throws IOException {
        var text = bytes("[" + repeated.repeat(1_000) + "0]");

        assertThat(value(text)).isGreaterThanOrEqualTo(heap(JSON.readTree(text)));
    }

    /** An event of 1 MiB needs no more than a caller can have in 384 MiB of heap. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[ | ]", "{\"\": | }"})
    void isAtMostSixtyTimesTheText(String begin, String end) {
        var nested = begin.repeat(90) + "0" + end.repeat(90) + ",";
        var text = bytes("[" + nested.repeat((1 << 20) / nested.length()) + "0]");

        assertThat(value(text)).isLessThan(60L * text.length);
    }

    @Seeds(bounded = 50, all = 5_000)
    void isNotBelowTheTreeOfAnyText(long seed) throws IOException {
        var json = value(new Random(seed), 0);
        var heap = heap(JSON.readTree(json));

        for (var encoding : List.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            assertThat(value(json.getBytes(Charset.forName(encoding))))
                    .as(encoding)
                    .isGreaterThanOrEqualTo(heap);
        }
        var form = JsonHeapUse.ofForm();
        form.add(bytes("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8)));
        assertThat(form.bytes()).isGreaterThanOrEqualTo(heap);
        assertThat(JsonHeapUse.of(bytes(json))).isGreaterThanOrEqualTo(heap);
    }

    @Seeds(bounded = 50, all = 5_000)
    void dependsOnNoPart(long seed) {
        var random = new Random(seed);
        var text = bytes("[" + value(random, 0) + " , " + value(random, 0) + "]");
        var whole = JsonHeapUse.ofElements(200);
        whole.add(text);
        var parts = JsonHeapUse.ofElements(200);
        for (int from = 0; from < text.length; ) {
            int to = Math.min(text.length, from + 1 + random.nextInt(5));
            parts.add(Arrays.copyOfRange(text, from, to));
            from = to;
        }

        assertThat(parts.bytes()).isEqualTo(whole.bytes());
    }

    @Seeds(bounded = 50, all = 5_000)
    void isNotBelowTheLargestElementThatIsRead(long seed) throws IOException {
        var random = new Random(seed);
        var all = Stream.generate(() -> value(random, 0)).limit(50).toList();
        long largest = 0;
        for (var element : all) {
            if (bytes(element).length <= ELEMENT) {
                largest = Math.max(largest, heap(JSON.readTree(element)));
            }
        }

        assertThat(elements("[" + String.join(" ,", all) + " ]")).isGreaterThanOrEqualTo(largest);
    }

    @Test
    void countsTheLargestElementOnly() {
        var element = "{\"data\":[" + "{},".repeat(600) + "0]}";
        var one = elements("[" + element + "]" + " ".repeat(ELEMENT));
        var many = elements("[" + (element + ",").repeat(50) + element + "]");

        assertThat(many - one).isLessThan(51L * element.length());
    }

    @Test
    void countsAnElementOfMaximumSizeButNoLargerOne() {
        var element = "{\"data\":[" + "{},".repeat((ELEMENT - 12) / 3) + "0]}";
        var padded = "{" + " ".repeat(ELEMENT - element.length()) + element.substring(1);
        var larger = "{ " + padded.substring(1);
        assertThat(padded).hasSize(ELEMENT);

        assertThat(elements("[0,    " + padded + "]")).isGreaterThan(40 * ELEMENT);
        assertThat(elements("[0,    " + larger + "]")).isLessThan(4 * ELEMENT);
        assertThat(JsonHeapUse.isLonger(bytes("[" + padded + ",0]"), 1, ELEMENT))
                .isFalse();
        assertThat(JsonHeapUse.isLonger(bytes("[" + larger + ",0]"), 1, ELEMENT))
                .isTrue();
    }

    /** Space around an element does not make it larger, nor do brackets in texts end it. */
    @ParameterizedTest
    @ValueSource(strings = {"}", "]", "\\\"}]", "\\\\", "{["})
    void isMisledByNoText(String text) {
        var element = "{\"a\":\"%s\",\"data\":[%s0]}".formatted(text, "{},".repeat(600));

        assertThat(elements(" ".repeat(ELEMENT) + "[ " + element + " ".repeat(ELEMENT) + "]"))
                .isGreaterThan(40L * element.length());
        assertThat(JsonHeapUse.isLonger(bytes(element + " ".repeat(ELEMENT)), 0, element.length()))
                .isFalse();
        assertThat(JsonHeapUse.isLonger(bytes(element + " ".repeat(ELEMENT)), 0, element.length() - 1))
                .isTrue();
    }

    @Test
    void countsAnElementThatDoesNotEnd() {
        var element = "{\"data\":[" + "{},".repeat(600);

        assertThat(elements("[0," + " ".repeat(ELEMENT) + element)).isGreaterThan(40L * element.length());
    }

    /** The body of one event may be a list, which is its data. */
    @Test
    void countsAllOfATextOfTheSizeOfAnElement() {
        var text = "[" + "{\"a\":0},".repeat(200) + "0]";

        assertThat(elements(text)).isEqualTo(value(bytes(text)));
    }

    @Test
    void countsNoStructureInTexts() {
        assertThat(value(bytes("{\"a\":\"" + "{[,:\\\"".repeat(1_000) + "\"}"))).isLessThan(13_000);
    }

    /** Jackson refuses it, so it is not too large but malformed. */
    @Test
    void countsNothingBelowTheDepthThatIsRead() {
        assertThat(value(bytes("[".repeat(1 << 20)))).isLessThan(3 << 20);
    }

    private static long value(byte[] text) {
        var use = JsonHeapUse.ofValue();
        use.add(text);
        return use.bytes();
    }

    private static long elements(String text) {
        var use = JsonHeapUse.ofElements(ELEMENT);
        use.add(bytes(text));
        return use.bytes();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 5 : 9)) {
            case 0 -> Integer.toString(random.nextInt(300));
            case 1 -> Long.toString(random.nextLong());
            case 2 -> List.of("true", "null", "1.5", "9".repeat(40)).get(random.nextInt(4));
            case 3, 4 -> text(random);
            case 5, 6 ->
                IntStream.range(0, random.nextInt(14))
                        .mapToObj(i -> value(random, depth + 1))
                        .collect(Collectors.joining(",", "[", "]"));
            default ->
                IntStream.range(0, random.nextInt(14))
                        .mapToObj(i -> text(random) + ":" + value(random, depth + 1))
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String text(Random random) {
        var parts = List.of(
                "a", "{", "}", "[", "]", ",", ":", "\\\"", "\\\\", "\\u0041", "\u4e00", "\u00e9", " ", "%7B", "&");
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> parts.get(random.nextInt(parts.size())))
                .collect(Collectors.joining("", "\"", "\""));
    }

    /** The size of a tree in a JVM with references of 32 bits. */
    private static long heap(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                long bytes = 24 + 56 + (node.isEmpty() ? 0 : 16 + 4L * slots(node.size()));
                for (var member : node.properties()) {
                    bytes += 40 + heap(member.getKey()) + heap(member.getValue());
                }
                yield bytes;
            }
            case ARRAY -> {
                long bytes = 24 + 24 + (node.isEmpty() ? 0 : aligned(16 + 4L * capacity(node.size())));
                for (var element : node) {
                    bytes += heap(element);
                }
                yield bytes;
            }
            case STRING -> 16 + heap(node.textValue());
            case NUMBER ->
                node.isInt()
                        ? (node.intValue() >= -1 && node.intValue() <= 10 ? 0 : 16)
                        : node.isBigInteger()
                                ? 16 + 40 + aligned(16 + node.bigIntegerValue().bitLength() / 8 + 4)
                                : 24;
            default -> 0;
        };
    }

    /** Jackson keeps no empty text twice. */
    private static long heap(String text) {
        var isWide = text.chars().anyMatch(character -> character > 0xff);
        return text.isEmpty() ? 0 : 24 + aligned(16 + (isWide ? 2L : 1L) * text.length());
    }

    private static int slots(int members) {
        int slots = 16;
        while (members > slots * 3 / 4) {
            slots *= 2;
        }
        return slots;
    }

    private static int capacity(int elements) {
        int capacity = 10;
        while (elements > capacity) {
            capacity += capacity >> 1;
        }
        return capacity;
    }

    private static long aligned(long bytes) {
        return (bytes + 7) / 8 * 8;
    }
}
