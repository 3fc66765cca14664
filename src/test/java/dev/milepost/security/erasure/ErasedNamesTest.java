package dev.milepost.security.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErasedNamesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ErasedNames NAMES =
            TestErasedNames.of("user:default/anna", "anna@example.org", "anna-m", "Anna Muster");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user:default/anna | user:default/person-1",
                "User:Default/Anna | user:default/person-1",
                "user:anna | user:person-1",
                "by user:default/anna. | by user:default/person-1.",
                "mailto:anna@example.org | mailto:person-1",
                "Anna Muster <ANNA@example.org> | person-1 <person-1>",
                "@anna-m: merge this | @person-1: merge this",
                "https://github.com/anna-m | https://github.com/person-1",
                "https://github.com/anna-m/dotfiles | https://github.com/person-1/dotfiles",
                "(anna-m), anna-m; anna-m | (person-1), person-1; person-1",
                "owner=user%3Adefault%2Fanna | owner=user%3adefault%2fperson-1",
                "to=anna%40example.org&x=1 | to=person-1&x=1",
            })
    void replacesNamesThatStandAlone(String text, String expected) {
        assertThat(NAMES.replaceIn(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user:default/anna-lena",
                "user:default/joanna",
                "user:default/anna.b",
                "user:other/anna",
                "anna",
                "joanna@example.org",
                "anna@example.org.au",
                "b.anna@example.org",
                "anna@example",
                "anna-m2",
                "xanna-m",
                "anna-m@example.com",
                "anna-m-tools",
                "group:default/anna-m",
                "component:anna-m",
                "user:other/anna-m",
                "Anna Musterfrau",
            })
    void keepsOthersNames(String text) {
        assertThat(NAMES.replaceIn(text)).isSameAs(text);
    }

    /** Systems write an accent as a part of the letter, or as a character of its own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "by Jos\u00e9, today | by person-1, today",
                "by JOSE\u0301, today | by person-1, today",
                "jose\u0301 | person-1",
                "caf\u00e9 e\u0301 jose\u0301 e\u0301 | caf\u00e9 e\u0301 person-1 e\u0301",
                "e\u0301 Jose\u0301 Muster | e\u0301 person-1",
                "\u2764\ufe0fjose\u0301 | \u2764\ufe0fperson-1",
                "\uac01\uac01 \u1100\u1161\u11a8\u1100\u1161\u11a8 x | person-1 person-1 x",
                "jose | jose",
                "jose\u0301\u0323 | jose\u0301\u0323",
                "josee\u0301 | josee\u0301",
            })
    void replacesNamesWithAccents(String text, String expected) {
        var names = TestErasedNames.of("Jos\u00e9", "Jose\u0301 Muster", "\uac01\uac01");

        assertThat(names.replaceIn(text)).isEqualTo(expected);
        assertThat(names.replaceIn("{\"by\": \"" + text + "\"}")).isEqualTo("{\"by\": \"" + expected + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anna | person-1",
                "anna m | person-1",
                "by anna m. de la Vega | by person-1",
                "anna m. de | person-1. de",
                "anna m. de la | person-1. de la",
                "anna m. de la vegas, anna | person-1. de la vegas, person-1",
                "anna m. de la vega x.y | person-1",
                "anna m. de la vega x.z | person-1 x.z",
                "anna m. de la vega x. | person-1 x.",
            })
    void replacesLongestName(String text, String expected) {
        var names = TestErasedNames.of("anna", "anna m", "anna m. de la vega", "anna m. de la vega x.y");

        assertThat(names.replaceIn(text)).isEqualTo(expected);
    }

    @Test
    void replacesNamesInJsonInAnyNotation() throws Exception {
        var json = """
                { "initiator" : "user:default\\/anna", "n": 1.50, "author": {"id": "\\u0061nna-m", "name": "Anna Muster"},
                  "approvals": {"user:default/anna": true}, "list": ["x", "anna@example.org", ["anna-m"]],
                  "comment": "line\\n\\"anna-m\\"" }
                """;

        var replaced = NAMES.replaceIn(json);

        assertThat(JSON.readTree(replaced)).isEqualTo(JSON.readTree("""
                {"initiator": "user:default/person-1", "n": 1.50, "author": {"id": "person-1", "name": "person-1"},
                 "approvals": {"user:default/person-1": true}, "list": ["x", "person-1", ["person-1"]],
                 "comment": "line\\n\\"person-1\\""}
                """));
        assertThat(replaced).contains("\"n\": 1.50").startsWith("{ \"initiator\" : ");
    }

    @Test
    void keepsIdentifiersOfEvents() {
        var json = """
                {"id": "anna-m", "source": "//github.com/anna-m", "type": "t", "data": {"service_id": "anna-m",
                 "repository": "github.com/anna-m/x", "commits": ["anna-m"], "subject": {"id": "anna-m"}}}
                """;

        assertThat(NAMES.replaceIn(json)).isSameAs(json);
    }

    @Test
    void saysWhichTextKeepsNames() {
        var text = new ErasedText(NAMES);

        text.replaceIn("{\"service_id\": \"payments\", \"initiator\": \"anna-m\"}");
        assertThat(text.hasKept()).isFalse();
        text.replaceIn("{\"service_id\": \"anna-m\"}");
        assertThat(text.hasKept()).isTrue();
    }

    @Test
    void replacesNamesInBase64Data() throws Exception {
        var data = Base64.getEncoder().encodeToString("{\"initiator\": \"anna-m\"}".getBytes(StandardCharsets.UTF_8));

        var replaced = JSON.readTree(NAMES.replaceIn("{\"id\": \"1\", \"data_base64\": \"%s\"}".formatted(data)));

        assertThat(Base64.getDecoder().decode(replaced.path("data_base64").asText()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"initiator\": \"person-1\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"anna-m",
                "{\"a\": 1, by: anna-m}",
                "{'a': 'anna-m'}",
                "{\"a\": \"anna-m\\",
                "[\"anna-m\\u00\", ]}}",
                "}{]\"\"[",
                "\"",
                "{\"\\u\":\"\\",
            })
    void searchesMalformedJson(String text) {
        assertThat(NAMES.replaceIn(text)).doesNotContain("anna");
    }

    @Test
    void replacesNamesInTextThatOnlyBeginsLikeJson() {
        assertThat(NAMES.replaceIn("[INFO] deployed by anna-m")).isEqualTo("[INFO] deployed by person-1");
    }

    @Test
    void returnsBytesThatAreNoText() {
        var bytes = new byte[] {(byte) 0xff, 'a', 'n', 'n', 'a'};

        assertThat(NAMES.replaceIn(bytes)).isSameAs(bytes);
        assertThat(NAMES.replaceIn("by anna-m".getBytes(StandardCharsets.UTF_8)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("by person-1");
    }

    /** Replacing twice is replacing once, so that a job can be repeated from any part. */
    @ParameterizedTest
    @ValueSource(strings = {"user:default/anna anna-m", "{\"initiator\": \"anna@example.org, Anna Muster\"}"})
    void isIdempotent(String text) {
        var once = NAMES.replaceIn(text);

        assertThat(NAMES.replaceIn(once)).isSameAs(once);
    }

    @Test
    void storesNoNames() {
        var hash = new NameHash(new byte[] {1});

        assertThat(hash.of("anna-m"))
                .isEqualTo(new NameHash(new byte[] {1}).of("anna-m"))
                .isNotEqualTo(new NameHash(new byte[] {2}).of("anna-m"));
        assertThat(hash.keyId()).hasSize(16).isNotEqualTo(new NameHash(new byte[] {2}).keyId());
        assertThat(hash.of("anna m. x"))
                .startsWith(hash.of("anna m").toArray(Long[]::new))
                .hasSize(3);
    }
}
