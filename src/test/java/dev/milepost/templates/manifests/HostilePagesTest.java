package dev.milepost.templates.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that cost as much as possible. */
class HostilePagesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(strings = {"required: [%s]", "properties: {a: {enum: [%s]}}", "properties: {a: {type: [%s]}}"})
    void comparesTextsWithEqualHashCodes(String page) {
        faults("service", page.formatted(texts()));
    }

    @Test
    void comparesTagsWithEqualHashCodes() {
        assertThat(faults(texts(), "properties: {}")).isNotEmpty();
    }

    @Test
    void endsAtManyErrors() {
        var faults = faults("service", "required: [" + repeated("1", 300_000) + "]");

        assertThat(faults).isNotEmpty().hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void limitsThePatternsOfAPageTogether() {
        var patterns = IntStream.range(0, 10_000)
                .mapToObj(i -> "p%d: {pattern: \"(a{0,45}){0,45}\"}".formatted(i))
                .collect(Collectors.joining(", "));

        assertThat(faults("service", "properties: {" + patterns + "}"))
                .isNotEmpty()
                .allSatisfy(fault -> {
                    assertThat(fault.pointer())
                            .startsWith("/spec/parameters/0/properties/p")
                            .endsWith("/pattern");
                    assertThat(fault.detail()).contains("regular expression", "together");
                });
    }

    @Test
    void acceptsAPageWithManyOrdinaryPatterns() {
        var patterns = IntStream.range(0, 300)
                .mapToObj(i -> "p%d: {pattern: \"^[a-z][a-z0-9-]{0,61}[a-z0-9]$\"}".formatted(i))
                .collect(Collectors.joining(", "));

        assertThat(faults("service", "properties: {" + patterns + "}")).isEmpty();
    }

    private static List<Fault> faults(String tags, String page) {
        var manifest = """
                apiVersion: milepost.dev/v1
                kind: GoldenPath
                metadata: {name: service, title: Service, owner: Platform, version: 1.0.0, tags: [%s]}
                spec:
                  type: service
                  lifecycle: production
                  changelog: {added: [all]}
                  modules: [{module: skeleton, range: "^2.1"}]
                  parameters: [{title: Service, %s}]
                """.formatted(tags, page);
        var refused = assertTimeoutPreemptively(
                LIMIT,
                () -> catchThrowableOfType(
                        InvalidManifest.class,
                        () -> ManifestReader.read(manifest.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML)));
        return refused == null ? List.of() : refused.faults();
    }

    private static String repeated(String part, int times) {
        return String.join(",", Collections.nCopies(times, part));
    }

    /** Texts with the same hash code. */
    private static String texts() {
        return IntStream.range(0, 28_000)
                .mapToObj(number -> IntStream.range(0, 16)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining(","));
    }
}
