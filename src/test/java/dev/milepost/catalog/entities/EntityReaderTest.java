package dev.milepost.catalog.entities;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.documents.UnreadableDocument;
import dev.milepost.platform.http.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityReaderTest {

    private static final String PAYMENTS = """
            # the service
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata:
              name: Payments-API
              annotations:
                milepost.dev/tier: "1"
            spec:
              owner: payments
              dependsOn:
                - resource:db
            """;

    @Test
    void readsTheSameFromJsonAndYaml() throws Exception {
        var yaml = yaml(PAYMENTS).get(0);
        var json = json(new ObjectMapper().writeValueAsString(yaml.content())).get(0);

        assertThat(json).isEqualTo(yaml);
        assertThat(yaml.refText()).contains("component:default/payments-api");
        assertThat(yaml.annotation("milepost.dev/tier")).contains("1");
    }

    @Test
    void readsAnyNumberOfDocumentsAndLists() {
        assertThat(yaml("---\n" + PAYMENTS + "---\n" + PAYMENTS + "---\n")).hasSize(2);
        assertThat(yaml("- {kind: A}\n- {kind: B}\n---\nkind: C\n"))
                .extracting(Entity::kind)
                .containsExactly("a", "b", "c");
        assertThat(json("[{\"kind\":\"A\"},7]")).hasSize(2);
        assertThat(yaml("")).isEmpty();
        assertThat(json(" ")).isEmpty();
        assertThat(json("[]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "yes, \"yes\"",
        "2026-05-04, \"2026-05-04\"",
        "'\"1\"', \"1\"",
        "1, 1",
        "0o17, 15",
        "0x1F, 31",
        "017, 17",
        "1_000, \"1_000\"",
        "1:30, \"1:30\"",
        "1e3, 1000.0",
        "~, null",
        "TRUE, true",
        "!!str true, \"true\"",
        "!!int 3, 3",
        "! 3, \"3\"",
        ".inf, null",
        "99999999999999999999, 1.0E20"
    })
    void readsScalarsByYamlCoreSchema(String written, String value) {
        assertThat(yaml("value: " + written).get(0).content().path("value").toString())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource
    void locatesEachValueByLine(DocumentFormat format) {
        var text = format == DocumentFormat.YAML ? "kind: A\n---\n- b\n-\n  kind: C\n  spec:\n    owner: x" : """
                [
                "b", {"kind":
                "C", "spec": {
                  "a": 1,
                  "owner": "x"}}]""";
        var entities = EntityReader.readWithLines(bytes(text), format);
        var last = entities.get(entities.size() - 1);

        assertThat(last.line("/kind")).isEqualTo(format == DocumentFormat.YAML ? 5 : 2);
        assertThat(last.line("/spec/owner")).isEqualTo(format == DocumentFormat.YAML ? 7 : 5);
        assertThat(last.line("/spec/system/name")).isEqualTo(format == DocumentFormat.YAML ? 6 : 3);
        assertThat(last.line("/metadata/name")).isEqualTo(format == DocumentFormat.YAML ? 5 : 2);
    }

    @Test
    void dropsFieldsAddedByCatalog() {
        var plain = yaml(PAYMENTS).get(0);
        var processed = yaml(PAYMENTS.replace("metadata:", "relations: []\nstatus: {}\nmetadata:\n  uid: x\n  etag: y"))
                .get(0);

        assertThat(processed).isEqualTo(plain);
    }

    @Test
    void hashesContentRegardlessOfOrder() {
        assertThat(json("[{\"a\":1,\"b\":[1,2]},{\"b\":[1,2],\"a\":1},{\"b\":[2,1],\"a\":1}]"))
                .extracting(Entity::hash)
                .satisfies(hashes -> assertThat(hashes.get(0)).isEqualTo(hashes.get(1)))
                .satisfies(hashes -> assertThat(hashes.get(0)).isNotEqualTo(hashes.get(2)));
    }

    @Test
    void followsAliases() {
        JsonNode content = yaml("a: &x {k: [1]}\nb: *x\n&key c: d\n? *key\n: again\n".replace("? *key\n: again\n", ""))
                .get(0)
                .content();

        assertThat(content.path("b")).isEqualTo(content.path("a"));
        assertThat(yaml("list: [&k name, {*k : v}]")
                        .get(0)
                        .content()
                        .at("/list/1/name")
                        .asText())
                .isEqualTo("v");
    }

    @Test
    void treatsMergeKeysAsPlainKeysLikeBackstage() {
        assertThat(yaml("a: &x {k: 1}\nb: {<<: *x}")
                        .get(0)
                        .content()
                        .at("/b/<</k")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\na: 2",
                "a: {b: 1, b: 2}",
                "a: [",
                "a: *nothing",
                "a: &x [*x]",
                "? [1]\n: 2",
                "a: b: c",
                "key: \u0000",
                "\t- a",
                "a: \"\\q\"",
                "a: \u0007",
                "%YAML 3.0\n--- a",
                "%FOO\n--- &",
                "&a\n&b c",
                "- - *"
            })
    void reportsYamlErrors(String text) {
        assertThatThrownBy(() -> yaml(text))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageNotContaining("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{", "[1,]", "{} {}", "nul", "\"\\ud8", "[01]", "{a:1}", "NaN"})
    void reportsJsonErrors(String text) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(UnreadableDocument.class);
    }

    @Test
    void reportsLineOfError() {
        assertThatThrownBy(() -> yaml("a: 1\nb: 2\na: 3"))
                .hasMessage("line 3: the key a occurs twice in one map")
                .isInstanceOf(UnreadableDocument.class);
        assertThatThrownBy(() -> json("{\n\"a\": 1,\n\"a\": 2}")).hasMessageStartingWith("line 3: ");
    }

    @Test
    void refusesAliasBombs() {
        var laughs = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        refused(laughs.toString(), DocumentFormat.YAML, "the content is too large");
        refused(
                "a: &a \"" + "x".repeat(1 << 20) + "\"\nb: [" + "*a, ".repeat(64) + "]",
                DocumentFormat.YAML,
                "the content is too large");
        refused("[".repeat(100_000), DocumentFormat.YAML, "deep");
        refused("[".repeat(100_000), DocumentFormat.JSON, "deep");
        refused("{\"a\":".repeat(100_000), DocumentFormat.JSON, "deep");
        refused("- ".repeat(100_000), DocumentFormat.YAML, "deep");
        refused("[" + "[],".repeat(2_000_000) + "[]]", DocumentFormat.JSON, "the content is too large");
        refused("[" + "1".repeat(5_000_000) + "]", DocumentFormat.JSON, "invalid JSON");
        assertProblem(ProblemType.TOO_LARGE, () -> json("[" + "1,".repeat(1000) + "1]"))
                .hasMessageContaining("1000 entities");
        assertProblem(
                        ProblemType.TOO_LARGE,
                        () -> EntityReader.read(new byte[DocumentLimits.BYTES + 1], DocumentFormat.YAML))
                .hasMessageContaining("10 MiB");
    }

    @Test
    void stopsReadingAtTheMaximumNumberOfDocuments() {
        assertThat(yaml("--- 1\n".repeat(1_000))).hasSize(1_000);
        assertProblem(ProblemType.TOO_LARGE, () -> yaml("--- 1\n".repeat(1_001) + "--- [unreadable"))
                .hasMessageContaining("1000 entities");
        assertProblem(ProblemType.TOO_LARGE, () -> yaml("--- []\n".repeat(1_001)))
                .hasMessageContaining("1000 entities");
    }

    @Test
    void preservesHugeNumbersAndTexts() {
        assertThat(json("{\"a\":1e999999999}").get(0).content().path("a").isNull())
                .isTrue();
        assertThat(yaml("a: 1e999999999").get(0).content().path("a").isNull()).isTrue();
        assertThat(yaml("a: " + "9".repeat(2_000_000))
                        .get(0)
                        .content()
                        .path("a")
                        .isTextual())
                .isTrue();
        assertThat(json("{\"a\":\"" + "x".repeat(10_000_000) + "\"}")).hasSize(1);
        assertThat(yaml("a: " + "x".repeat(10_000_000))).hasSize(1);
    }

    @Test
    void replacesUnpairedSurrogates() {
        assertThat(json("{\"kind\":\"a\\ud83d\",\"b\":\"\\ud83d\\ude00\"}")
                        .get(0)
                        .content()
                        .toString())
                .isEqualTo("{\"kind\":\"a\uFFFD\",\"b\":\"\uD83D\uDE00\"}");
        assertThatThrownBy(() -> EntityReader.read(new byte[] {'a', (byte) 0xff}, DocumentFormat.YAML))
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "payments, group:default/payments",
        "user:Jane, user:default/jane",
        "shop/payments, group:shop/payments",
        "Component:Shop/Cart, component:shop/cart",
        "john@example.com, group:default/john@example.com",
        "a/b:c, group:a/b:c"
    })
    void parsesEntityRefsLikeBackstage(String text, String ref) {
        assertThat(EntityRef.parse(text, "group", "default").map(EntityRef::toString))
                .contains(ref);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "user:", "/a", "user:/a", "user:a/", ":a"})
    void refusesEntityRefsWithEmptyParts(String text) {
        assertThat(EntityRef.parse(text, "group", "default")).isEmpty();
    }

    private static void refused(String text, DocumentFormat format, String reason) {
        assertThatThrownBy(() -> EntityReader.read(bytes(text), format))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageContaining(reason);
    }

    private static List<Entity> yaml(String text) {
        return EntityReader.read(bytes(text), DocumentFormat.YAML);
    }

    private static List<Entity> json(String text) {
        return EntityReader.read(bytes(text), DocumentFormat.JSON);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
