package dev.milepost.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Backstage's catalog refuses is found, and what it accepts is not. */
public final class BackstageModelTest {

    private static final EntityValidator VALIDATION = TestRules.offline(TestRules.with());

    private static final String COMPONENT = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata:
              name: orders
              %s
            spec: {type: service, lifecycle: experimental, owner: team-a}
            """;

    @ParameterizedTest
    @MethodSource("refused")
    void findsWhatBackstageRefuses(String text) {
        assertThat(refuses(text)).as(text).isTrue();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void acceptsWhatBackstageAccepts(String text) {
        assertThat(refuses(text)).as(text).isFalse();
    }

    /** Backstage replaces placeholders before it reads an entity. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: {type: openapi, lifecycle: production, owner: a, definition: {$text: ./openapi.yaml}}",
                "spec: {$yaml: ./spec.yaml}",
                "spec: {type: openapi, lifecycle: production, owner: a, definition: {$openapi: ./openapi.yaml}}"
            })
    void acceptsPlaceholders(String spec) {
        var found = VALIDATION
                .validate(TestRules.entities(
                        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: a}\n" + spec + "\n"))
                .items()
                .get(0);

        assertThat(TestRules.found(found)).noneMatch(one -> one.startsWith("entity-shape"));
    }

    /** Whether an entity of a text would not be in the catalog. */
    public static boolean refuses(String text) {
        return VALIDATION.validate(TestRules.entities(text)).items().stream()
                .flatMap(verdict -> TestRules.found(verdict).stream())
                .anyMatch(found -> found.startsWith("entity-shape")
                        || found.startsWith("annotation-shape")
                        || found.startsWith("owner-"));
    }

    public static Stream<String> refused() {
        return Stream.concat(
                documents(Path.of("src/test/resources/backstage-refused/entities.yaml")),
                Stream.of(
                                "tags: [a_b]",
                                "tags: ['']",
                                "tags: java",
                                "tags: [1]",
                                "labels: {'a/b/c': x}",
                                "labels: {a: 'x y'}",
                                "labels: [a]",
                                "annotations: {'-a': x}",
                                "annotations: [x]",
                                "annotations:",
                                "links: [x]",
                                "links: [{url: 'no url'}]",
                                "links: [{url: 'https://example.com', title: ''}]",
                                "title: ''",
                                "title: 7",
                                "description: [x]",
                                "namespace: My_Shop",
                                "namespace: ''")
                        .map(COMPONENT::formatted));
    }

    public static Stream<String> accepted() {
        return Stream.of(
                        "tags: ['c++', 'c#', 'a:b', java-17]",
                        "tags: []",
                        "labels: {example.com/tier: one, plain: ''}",
                        "annotations: {example.com/a_b.c: ''}",
                        "links: [{url: 'mailto:a@example.com'}, {url: 'https://example.com', title: x, icon: 'a b', type: x}]",
                        "title: Orders",
                        "description: ''",
                        "anything: {else: 1}")
                .map(COMPONENT::formatted);
    }

    private static Stream<String> documents(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^---$"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
