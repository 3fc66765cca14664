package dev.milepost.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Names of members: their length, and how often they are kept. */
class DocumentNamesTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "JSON | {\"a/b\": [{}, {\"%s\": 1}]} | 1025 | /a~1b/1",
                "JSON | {\"%s\": 1} | 1025 | ``",
                "JSON | {\"%s\": 1} | 2000000 | ``",
                "YAML | {a/b: [{}, {? %s : 1}]} | 1025 | /a~1b/1",
                "YAML | {? %s : 1} | 1025 | ``",
                "YAML | {? %s : 1} | 2000000 | ``",
                "YAML | [&name %s, {*name : 1}] | 1025 | /1"
            })
    void refusesALongName(DocumentFormat format, String text, int length, String parent) {
        var refused =
                catchThrowableOfType(UnreadableDocument.class, () -> read(text.formatted("n".repeat(length)), format));

        assertThat(refused).isNotNull().hasMessageContaining("has more than 1024 characters");
        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(parent);
            assertThat(fault.detail()).hasSizeLessThan(200).startsWith("line 1: the name \"nnn");
        });
    }

    @ParameterizedTest
    @EnumSource(DocumentFormat.class)
    void acceptsAFileNameOfTheMaximumLength(DocumentFormat format) {
        var name = "ä".repeat(1_024);

        var document = read(format == DocumentFormat.JSON ? "{\"" + name + "\": 1}" : "? " + name + "\n: 1", format);

        assertThat(document.value().path(name).intValue()).isEqualTo(1);
    }

    /** 90 names of 1,000 characters above 100,000 values, which would be 9 GB of pointers. */
    @ParameterizedTest
    @EnumSource(DocumentFormat.class)
    void keepsEachNameOnce(DocumentFormat format) {
        var open = ("{\"" + "n".repeat(1_000) + "\": ").repeat(90);
        var text = open + "[" + String.join(",\n", Collections.nCopies(100_000, "1")) + "]" + "}".repeat(90);

        var document = assertTimeoutPreemptively(LIMIT, () -> read(text, format));

        var list = ("/" + "n".repeat(1_000)).repeat(90);
        assertThat(document.lines().lineOf(list + "/99999")).isEqualTo(100_000);
        assertThat(document.lines().lineOf(list + "/100000/a")).isEqualTo(1);
    }

    @Test
    void findsTheLineOfAValueOrOfItsNearestAncestor() {
        var document = read("""
                a/b:
                  c: 1
                  ~:
                    - 1
                    - x: &x
                        y: 2
                d:
                  *x
                """, DocumentFormat.YAML);

        var lines = document.lines();
        assertThat(lines.lineOf("")).isEqualTo(1);
        assertThat(lines.lineOf("/a~1b")).isEqualTo(1);
        assertThat(lines.lineOf("/a~1b/c")).isEqualTo(2);
        assertThat(lines.lineOf("/a~1b/~0/1")).isEqualTo(5);
        assertThat(lines.lineOf("/a~1b/~0/1/x/y")).isEqualTo(6);
        assertThat(lines.lineOf("/a~1b/~0/2/x")).isEqualTo(3);
        assertThat(lines.lineOf("/d/y")).isEqualTo(7);
        assertThat(lines.lineOf("/missing")).isEqualTo(1);
    }

    private static Document read(String text, DocumentFormat format) {
        return DocumentReader.readOne(text.getBytes(StandardCharsets.UTF_8), format)
                .orElseThrow();
    }
}
