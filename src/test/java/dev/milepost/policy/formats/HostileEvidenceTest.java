package dev.milepost.policy.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.milepost.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that are broken, incomplete or made to do harm: each is refused with its place, within a short time. */
class HostileEvidenceTest {

    private static final Duration SHORT = Duration.ofSeconds(30);

    static Stream<Arguments> refused() {
        return Stream.of(
                document("empty", "  ", 400, ""),
                document("no format", "hello", 422, ""),
                document("a list", "[1]", 422, ""),
                document("a foreign object", "{\"a\": 1}", 422, ""),
                document("half of JSON", "{\"bomFormat\": \"CycloneDX\"", 400, ""),
                document("a name twice", "{\"version\": \"2.1.0\", \"version\": \"2.1.0\"}", 400, ""),
                document("deep JSON", "{\"a\":".repeat(5_000), 400, ""),
                document("SARIF without runs", "{\"$schema\": \"sarif\", \"version\": \"2.1.0\"}", 422, "/runs"),
                document("SARIF with no run", "{\"version\": \"2.1.0\", \"runs\": []}", 422, "/runs"),
                document("SARIF of another version", "{\"version\": \"2.0.0\", \"runs\": [{}]}", 422, "/version"),
                document(
                        "SARIF without a tool",
                        "{\"version\": \"2.1.0\", \"runs\": [{}]}",
                        422,
                        "/runs/0/tool/driver/name"),
                document(
                        "SARIF with results of another type",
                        "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"a\"}}, \"results\": {}}]}",
                        422,
                        "/runs/0/results"),
                document("CycloneDX of no version", "{\"bomFormat\": \"CycloneDX\"}", 422, "/specVersion"),
                document(
                        "CycloneDX that its schema refuses",
                        "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [{\"type\": \"nothing\", \"name\": \"a\"}]}",
                        422,
                        "/components/0/type"),
                document("CycloneDX in XML without a namespace", "<bom/>", 422, "/bom"),
                document("SPDX 3", "{\"spdxVersion\": \"SPDX-3.0\"}", 422, "/spdxVersion"),
                document(
                        "SPDX without names",
                        "{\"spdxVersion\": \"SPDX-2.3\", \"packages\": [{}]}",
                        422,
                        "/packages/0/name"),
                document(
                        "a statement without subjects",
                        "{\"_type\": \"https://in-toto.io/Statement/v1\", \"predicateType\": \"x\"}",
                        422,
                        "/subject"),
                document(
                        "a statement about no SHA-256",
                        "{\"_type\": \"https://in-toto.io/Statement/v1\", \"subject\": [{\"digest\": {\"sha512\": \"00\"}}],"
                                + " \"predicateType\": \"x\"}",
                        422,
                        "/subject"),
                document(
                        "a statement about half a digest",
                        "{\"_type\": \"https://in-toto.io/Statement/v1\", \"subject\": [{\"digest\": {\"sha256\": \"abc\"}}],"
                                + " \"predicateType\": \"x\"}",
                        422,
                        "/subject/0/digest/sha256"),
                document(
                        "OpenVEX without a justification",
                        "{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"statements\": [{\"vulnerability\": {\"name\": \"CVE-1\"},"
                                + " \"status\": \"not_affected\"}]}",
                        422,
                        "/statements/0/justification"),
                document("an XML bomb", """
                        <!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
                        <testsuites><testcase name="&c;"/></testsuites>
                        """, 400, ""),
                document("an external entity", """
                        <!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/hostname">]><testsuites><system-out>&a;</system-out></testsuites>
                        """, 400, ""),
                document("an unknown entity", "<testsuites><system-out>&a;</system-out></testsuites>", 400, ""),
                document("deep XML", "<testsuite>".repeat(500) + "</testsuite>".repeat(500), 400, ""),
                document("a declared entity", "<!DOCTYPE a [<!ENTITY b 'c'>]><testsuites/>", 400, ""),
                document("half of XML", "<testsuite><testcase>", 400, ""),
                document("foreign XML", "<html/>", 422, ""),
                document("coverage of another tool", "<coverage generated=\"1\"/>", 422, "/coverage/@line-rate"),
                document("coverage of more than all", "<coverage line-rate=\"1.5\"/>", 422, "/coverage/@line-rate"),
                document("JaCoCo without lines", "<report/>", 422, "/report/counter"),
                document("LCOV without an end", "TN:\nSF:a\nLF:1\n", 422, ""),
                document("LCOV with a negative count", "SF:a\nLF:-1\nend_of_record\n", 422, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String name, String document, int status, String pointer) {
        var problem = assertTimeoutPreemptively(SHORT, () -> refusal(document, null));

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.faults()).extracting(ProblemException.Fault::pointer).contains(pointer);
        assertThat(problem.getMessage()).isNotBlank().hasSizeLessThan(2_000);
    }

    @Test
    void refusesEnvelopesWithinEnvelopes() {
        var inner =
                "{\"payloadType\": \"application/vnd.in-toto+json\", \"payload\": \"e30=\", \"signatures\": [{\"sig\": \"eA==\"}]}";

        for (var payload : new String[] {inner, "{}", "[]", "<a/>", "x", "{\"a\":".repeat(500)}) {
            var problem = catchThrowableOfType(
                    ProblemException.class,
                    () -> EvidenceFormats.readStatement(payload.getBytes(StandardCharsets.UTF_8)));

            assertThat(problem.status()).as(payload).isEqualTo(422);
            assertThat(problem.faults())
                    .extracting(ProblemException.Fault::pointer)
                    .containsExactly("/payload");
        }
    }

    /** The place of a fault in a document that a statement contains. */
    @Test
    void pointsIntoPredicates() {
        var statement = """
                {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "a", "digest": {"sha256": "%s"}}],
                 "predicateType": "https://spdx.dev/Document/v2.3", "predicate": {"spdxVersion": "SPDX-2.3", "packages": [{}]}}
                """.formatted("0".repeat(64));

        var problem = catchThrowableOfType(
                ProblemException.class,
                () -> EvidenceFormats.readStatement(statement.getBytes(StandardCharsets.UTF_8)));

        assertThat(problem.faults())
                .extracting(ProblemException.Fault::pointer)
                .containsExactly("/payload/predicate/packages/0/name");
    }

    @Test
    void refusesYamlBomb() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d,".formatted(i - 1).repeat(10)));
        }

        var problem = assertTimeoutPreemptively(SHORT, () -> refusal(bomb.toString(), "application/yaml"));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.getMessage()).contains("aliases");
    }

    @Test
    void readsLargeBillOrRefusesItWithinTime() {
        var component = """
                {"type": "library", "name": "component-%1$d", "version": "1.0.%1$d", "bom-ref": "ref-%1$d",
                 "purl": "pkg:npm/component-%1$d@1.0.%1$d", "licenses": [{"license": {"id": "MIT"}}]},
                """;
        var bill = new StringBuilder(
                "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"version\": 1, \"components\": [");
        for (int i = 0; bill.length() < 4 << 20; i++) {
            bill.append(component.formatted(i));
        }
        bill.append("{\"type\": \"library\", \"name\": \"last\"}]}");

        var read = assertTimeoutPreemptively(SHORT, () -> read(bill.toString(), null));

        assertThat(read.facts().path("components").asInt()).isGreaterThan(10_000);
        assertThat(read.facts().toString()).hasSizeLessThan(300_000);
    }

    @Test
    void refusesBillOfTooManyValues() {
        var bill = "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [%s{}]}"
                .formatted("{},".repeat(3_000_000));

        var problem = assertTimeoutPreemptively(SHORT, () -> refusal(bill, null));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.getMessage()).contains("too large");
    }

    @Test
    void refusesBillOfManyEqualComponentsWithinTime() {
        var bill = "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [%s{}]}"
                .formatted("{},".repeat(100_000));

        var problem = assertTimeoutPreemptively(SHORT, () -> refusal(bill, null));

        assertThat(problem.status()).isEqualTo(422);
    }

    @Test
    void readsLargeXmlWithinTime() {
        var report = "<testsuites>" + "<testcase name='a' time='1'><failure>x</failure></testcase>".repeat(150_000)
                + "</testsuites>";

        var read = assertTimeoutPreemptively(SHORT, () -> read(report, null));

        assertThat(read.facts().path("failed").asInt()).isEqualTo(150_000);
    }

    @Test
    void keepsNoCharacterThatTheDatabaseRefuses() {
        var read = read(
                "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"a\\u0000b\"}}, \"results\": ["
                        + "{\"ruleId\": \"\\u0000\", \"message\": {\"text\": \"\\u0000\"}}]}]}",
                null);

        assertThat(read.facts().toString()).doesNotContain("\\u0000");
        assertThat(read.tool()).doesNotContain("\0");
    }

    private static Arguments document(String name, String document, int status, String pointer) {
        return Arguments.of(name, document, status, pointer);
    }

    private static ReadEvidence read(String document, @Nullable String contentType) {
        return EvidenceFormats.read(
                EvidenceDocument.parse(document.getBytes(StandardCharsets.UTF_8), contentType), null);
    }

    private static ProblemException refusal(String document, @Nullable String contentType) {
        return catchThrowableOfType(ProblemException.class, () -> read(document, contentType));
    }
}
