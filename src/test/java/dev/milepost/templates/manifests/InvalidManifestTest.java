package dev.milepost.templates.manifests;

import static dev.milepost.templates.manifests.ManifestTexts.GOLDEN_PATH;
import static dev.milepost.templates.manifests.ManifestTexts.MODULE;
import static dev.milepost.templates.manifests.ManifestTexts.faults;
import static dev.milepost.templates.manifests.ManifestTexts.read;
import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidManifestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kind: GoldenPath | kind: Golden | /kind",
                "apiVersion: milepost.dev/v1 | apiVersion: milepost.dev/v2 | /apiVersion",
                "version: 2.3.1 | version: 2.3 | /metadata/version",
                "version: 2.3.1 | version: v2.3.1 | /metadata/version",
                "version: 2.3.1 | version: 02.3.1 | /metadata/version",
                "version: 2.3.1 | version: 2.3.1+build | /metadata/version",
                "version: 2.3.1 | version: 99999999999.0.0 | /metadata/version",
                "version: 2.3.1 | version: 2.3.1-rc.9999999999 | /metadata/version",
                "version: 2.3.1 | version: 2.3.1-rc.- | /metadata/version",
                "version: 2.3.1, | | /metadata/version",
                "name: quarkus-service | name: Quarkus | /metadata/name",
                "name: quarkus-service | name: quarkus-v2 | /metadata/name",
                "name: quarkus-service | name: ../x | /metadata/name",
                "owner: Platform | owner: component:default/x | /metadata/owner",
                "owner: Platform | owner: 'group:a b/c' | /metadata/owner",
                "owner: Platform | ownr: Platform | /metadata/ownr",
                "tags: [java | tags: [Java | /metadata/tags/0",
                "timeSaved: | timesaved: | /spec/timesaved",
                "timeSaved: PT4H | timeSaved: PT0H | /spec/timeSaved",
                "timeSaved: PT4H | timeSaved: PT99999999999999999999H | /spec/timeSaved",
                "changelog: {added: [a chart]} | changelog: {} | /spec/changelog",
                "changelog: {added: [a chart]} | changelog: {added: []} | /spec/changelog",
                "range: `^2.1` | range: `latest` | /spec/modules/0/range",
                "range: \"^2.1\" | range: \"^2.1 <3\" | /spec/modules/0/range",
                "range: \"^2.1\" | rang: \"^2.1\" | /spec/modules/0/rang",
                "module: deploy-helm | module: quarkus-skeleton | /spec/modules/1/module",
                "image-scan: required | image-scan: maybe | /spec/policies/image-scan",
                "image-scan: required | imagescan: required | /spec/policies/imagescan",
                "endOfLife: 2027-07-01 | endOfLife: 2026-07-01 | /spec/support/endOfLife",
                "endOfLife: 2027-07-01 | endOfLife: 2027-02-30 | /spec/support/endOfLife",
                "region: {type: string} | region: {type: text} | /spec/parameters/1/properties/region/type",
                "region: {type: string} | name: {type: string} | /spec/parameters/1/properties/name",
                "region: {type: string} | region: {$ref: 'https://x/y'} | /spec/parameters/1/properties/region/$ref",
                "title: Place | type: array | /spec/parameters/1/type",
                "renamedFrom: component | renamedFrom: region | /spec/parameters/0/properties/name/renamedFrom",
                "renamedFrom: component | renamedFrom: 7 | /spec/parameters/0/properties/name/renamedFrom",
                "retired: [cluster] | retired: [region] | /spec/retired/0",
                "retired: [cluster] | retired: [component] | /spec/retired/0",
                "title: Quarkus service | title: \"a\\0b\" | /metadata/title",
            })
    void locatesErrorsInGoldenPath(String right, String wrong, String pointer) {
        var text = GOLDEN_PATH.replace(right.replace('`', '"'), wrong == null ? "" : wrong.replace('`', '"'));
        assertThat(text).isNotEqualTo(GOLDEN_PATH);

        assertThat(faults(text)).extracting(Fault::pointer).contains(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "phase: deploy | phase: test | /spec/phase",
                "{module: base} | {} | /spec/requires/1",
                "{module: base} | {module: base, capability: x} | /spec/requires/1",
                "{module: base} | {module: deploy-helm} | /spec/requires/1/module",
                "{module: base} | {module: base, range: ^0} | /spec/requires/1/range",
                "version: 1.0.0}] | version: 1.0} ] | /spec/provides/0/version",
                "targetPath: deploy | targetPath: ../x | /spec/skeleton/targetPath",
                "targetPath: deploy | targetPath: /etc | /spec/skeleton/targetPath",
                "templates/** | ../** | /spec/skeleton/copyWithoutTemplating/0",
                "deploy/values.yaml | 'deploy/[' | /spec/files/0/path",
                "behaviour: seed | behaviour: mine | /spec/files/0/behaviour",
                "{action: \"debug:log\"} | {id: fetch, action: a} | /spec/steps/1/id",
                "{action: \"debug:log\"} | {name: a} | /spec/steps/1/action",
                "path: chart, to: deploy | path: chart | /spec/migrations/0/to",
                "path: chart, to: deploy | path: chart, to: ../up | /spec/migrations/0/to",
                "kind: move | kind: recipe | /spec/migrations/0/recipe",
            })
    void locatesErrorsInModule(String right, String wrong, String pointer) {
        var text = MODULE.replace(right, wrong);
        assertThat(text).isNotEqualTo(MODULE);

        assertThat(faults(text)).extracting(Fault::pointer).contains(pointer);
    }

    /** Some 900 KB of text, which would be 40 MB in memory. */
    @ParameterizedTest
    @EnumSource(DocumentFormat.class)
    void refusesAManifestOfTooManyValues(DocumentFormat format) {
        var text = "{\"kind\": \"Module\", \"x-a\": [" + "{},".repeat(300_000) + "0]}";

        assertProblem(
                        ProblemType.UNREADABLE_MANIFEST,
                        () -> ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), format))
                .hasMessageContaining("the content is too large");
    }

    @Test
    void reportsEachErrorOnceInPlainWords() {
        assertThat(faults(MODULE.replace("{module: base}", "{}")))
                .containsExactly(new Fault("/spec/requires/1", "must name either a module or a capability"));
        assertThat(faults(MODULE.replace("version: 1.4.0-rc.1", "version: one")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail())
                        .startsWith("must be a version of Semantic Versioning 2.0 without build metadata, such as"));
        assertThat(faults(MODULE.replace("phase: deploy", "phase: test")))
                .containsExactly(new Fault("/spec/phase", "must be one of scaffold, build, deploy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---\n---\n", "a: 1\n---\nb: 2\n", "a: [", "a: *b", "{a: 1, a: 2}", "\"\\ud800"})
    void refusesMalformedDocuments(String text) {
        assertProblem(ProblemType.UNREADABLE_MANIFEST, () -> read(text));
    }

    @Test
    void refusesJsonThatIsNotUtf8() {
        var json = read(MODULE).document().toString();

        assertProblem(
                ProblemType.UNREADABLE_MANIFEST,
                () -> ManifestReader.read(json.getBytes(StandardCharsets.UTF_16BE), DocumentFormat.JSON));
        assertProblem(
                ProblemType.UNREADABLE_MANIFEST,
                () -> ManifestReader.read(new byte[] {'"', (byte) 0xC3, '"'}, DocumentFormat.JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[]",
                "text",
                "{}",
                "{kind: 7}",
                "{kind: Module}",
                "{kind: GoldenPath, metadata: [], spec: 1}"
            })
    void refusesOtherDocuments(String text) {
        assertThat(faults(text)).isNotEmpty();
    }

    @Test
    void refusesAliasBomb() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%1$d: &a%1$d [%2$s]\n"
                    .formatted(i, "*a%d, ".formatted(i - 1).repeat(10)));
        }

        assertProblem(ProblemType.UNREADABLE_MANIFEST, () -> read(bomb.toString()));
        assertProblem(ProblemType.UNREADABLE_MANIFEST, () -> read("a: " + "[".repeat(5_000)));
        assertProblem(ProblemType.TOO_LARGE, () -> read("a: \"" + "x".repeat(ManifestReader.MAX_BYTES)));
    }

    @Test
    void refusesAliasesThatExpandBeyondLimit() {
        var text = MODULE.replace(
                "steps: [",
                "x-a: &a [%s]\n  x-b: [%s]\n  steps: [".formatted("xxxxxxxxxx, ".repeat(1_000), "*a, ".repeat(1_000)));

        assertProblem(ProblemType.UNREADABLE_MANIFEST, () -> read(text)).hasMessageContaining("aliases");
    }
}
