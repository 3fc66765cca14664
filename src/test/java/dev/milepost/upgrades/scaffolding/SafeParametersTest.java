package dev.milepost.upgrades.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.resolution.Lockfile;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeParametersTest {

    private static final String MANIFEST = """
            apiVersion: milepost.dev/v1
            kind: GoldenPath
            metadata: {name: path, owner: group:default/platform, version: 1.0.0}
            spec:
              type: service
              lifecycle: production
              changelog: {added: [all]}
              modules: [{module: m, range: "*"}]
              parameters:
                - properties:
                    name: {type: string}
                    field: {type: string, ui:field: Secret}
                    format: {type: string, format: password}
                    widget: {type: string, ui:widget: password}
                    written: {type: string, writeOnly: true}
                    object:
                      type: object
                      properties: {open: {type: string}, key: {type: string, writeOnly: true}}
                    list:
                      type: array
                      items: {type: object, properties: {open: {type: string}, key: {type: string, format: password}}}
                    secrets: {type: array, items: {type: string, format: password}}
                  allOf:
                    - if: {properties: {name: {const: x}}}
                      then: {properties: {branch: {type: string, ui:field: Secret}, other: {type: string}}}
                      else: {properties: {other: {type: string, writeOnly: true}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name': 'a', 'stray': 'b'}                                | {'name':'a'}",
                "{'field': 'a', 'format': 'a', 'widget': 'a', 'written': 1} | {}",
                "{'object': {'open': 1, 'key': 2, 'more': 3}}               | {'object':{'open':1,'more':3}}",
                "{'list': [{'open': 1, 'key': 2}, 7]}                       | {'list':[{'open':1},7]}",
                "{'secrets': ['a', 'b']}                                    | {'secrets':[]}",
                "{'branch': 'a', 'other': 'a'}                              | {}",
                "{'object': 'a text', 'list': null}                         | {'object':'a text','list':null}",
            })
    void dropsSecretsAndUndeclaredParameters(String values, String kept) throws JsonProcessingException {
        var path = (GoldenPath) ManifestReader.read(MANIFEST.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
        var resolved = new ResolvedGoldenPath(
                path, new Lockfile("resolver/1", "path", "1.0.0", "sha256:0", List.of()), List.of());
        var told = (ObjectNode) new ObjectMapper().readTree(values.replace('\'', '"'));
        var before = told.deepCopy();

        assertThat(SafeParameters.of(told, resolved)).hasToString(kept.replace('\'', '"'));
        assertThat(told).isEqualTo(before);
    }

    /** Each schema was read once for each element, which took minutes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'items': {'anyOf': [%s]}}                         | {}",
                "{'items': {'items': {'anyOf': [%s]}}}              | []",
                "{'items': {'properties': {'a': {'anyOf': [%s]}}}}  | {'a': {}}"
            })
    void readsSchemasOnce(String list, String element) throws JsonProcessingException {
        var branches = String.join(",", Collections.nCopies(1_000, "{'properties': {'key': {'format': 'password'}}}"));
        var page = "{'properties': {'list': " + list.formatted(branches) + "}}";
        var values = "{'list': [" + String.join(",", Collections.nCopies(30_000, element)) + "]}";
        var declared = DeclaredParameter.of(List.of(json(page)));
        var kept = json(values);

        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> DeclaredParameter.leaveOutSecrets((ObjectNode) kept, declared));

        assertThat(kept).isEqualTo(json(values));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
