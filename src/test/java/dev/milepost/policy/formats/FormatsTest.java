package dev.milepost.policy.formats;

import static dev.milepost.policy.formats.SarifReaderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts of small documents of each format. */
class FormatsTest {

    static final String CYCLONEDX = """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
             "metadata": {"timestamp": "2026-06-01T10:00:00Z", "tools": {"components": [{"type": "application", "name": "syft"}]},
               "component": {"type": "application", "name": "payments", "bom-ref": "root"}},
             "components": [
               {"type": "library", "name": "a", "version": "1", "bom-ref": "a", "purl": "pkg:npm/a@1",
                "licenses": [{"license": {"id": "MIT"}}],
                "components": [{"type": "library", "name": "within", "licenses": [{"expression": "MIT OR Apache-2.0"}]}]},
               {"type": "library", "name": "b", "version": "2", "bom-ref": "b", "licenses": [{"license": {"name": "Own"}}]},
               {"type": "machine-learning-model", "name": "ranker", "version": "3", "modelCard": {}}],
             "vulnerabilities": [
               {"id": "CVE-2024-1", "published": "2024-01-01T00:00:00Z", "ratings": [{"severity": "low"}, {"severity": "critical"}],
                "affects": [{"ref": "a"}]},
               {"id": "CVE-2024-2", "ratings": [{"score": 7.1, "method": "CVSSv31"}], "affects": [{"ref": "b"}],
                "analysis": {"state": "not_affected"}},
               {"id": "CVE-2024-3"}]}
            """;

    private static final String CYCLONEDX_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
              <metadata>
                <timestamp>2026-06-01T10:00:00Z</timestamp>
                <tools><components><component type="application"><name>syft</name></component></components></tools>
                <component type="application" bom-ref="root"><name>payments</name></component>
              </metadata>
              <components>
                <component type="library" bom-ref="a">
                  <name>a</name><version>1</version><licenses><license><id>MIT</id></license></licenses><purl>pkg:npm/a@1</purl>
                  <components><component type="library"><name>within</name>
                    <licenses><expression>MIT OR Apache-2.0</expression></licenses></component></components>
                </component>
                <component type="library" bom-ref="b"><name>b</name><version>2</version>
                  <licenses><license><name>Own</name></license></licenses></component>
                <component type="machine-learning-model"><name>ranker</name><version>3</version><modelCard/></component>
              </components>
              <vulnerabilities>
                <vulnerability><id>CVE-2024-1</id>
                  <ratings><rating><severity>low</severity></rating><rating><severity>critical</severity></rating></ratings>
                  <published>2024-01-01T00:00:00Z</published>
                  <affects><target><ref>a</ref></target></affects></vulnerability>
                <vulnerability><id>CVE-2024-2</id>
                  <ratings><rating><score>7.1</score><method>CVSSv31</method></rating></ratings>
                  <analysis><state>not_affected</state></analysis>
                  <affects><target><ref>b</ref></target></affects></vulnerability>
                <vulnerability><id>CVE-2024-3</id></vulnerability>
              </vulnerabilities>
            </bom>
            """;

    @Test
    void readsCycloneDx() {
        var read = read(CYCLONEDX);

        assertThat(read.kind()).isEqualTo("cyclonedx");
        assertThat(read.tool()).isEqualTo("syft");
        assertThat(read.producedAt()).isEqualTo(Instant.parse("2026-06-01T10:00:00Z"));
        assertThat(read.facts()).isEqualTo(json("""
                {'spec_version': '1.6', 'components': 4,
                 'licences': [{'id': 'MIT', 'components': 1}, {'id': 'MIT OR Apache-2.0', 'components': 1},
                   {'id': 'Own', 'components': 1}],
                 'other_licences': 0, 'unlicensed': 1, 'scanned': true,
                 'by_severity': {'critical': 1, 'high': 0, 'medium': 0, 'low': 0, 'none': 0, 'unknown': 1},
                 'vulnerabilities': [
                   {'id': 'CVE-2024-1', 'severity': 'critical', 'component': 'pkg:npm/a@1', 'published': '2024-01-01T00:00:00Z',
                    'suppressed': false, 'suppressed_by': null},
                   {'id': 'CVE-2024-3', 'severity': 'unknown', 'component': null, 'published': null,
                    'suppressed': false, 'suppressed_by': null},
                   {'id': 'CVE-2024-2', 'severity': 'high', 'component': 'b@2', 'published': null,
                    'suppressed': true, 'suppressed_by': 'analysis: not_affected'}],
                 'truncated': false, 'models': [{'name': 'ranker', 'version': '3', 'card': true}]}
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3", "1.4", "1.5", "1.6", "1.7"})
    void readsVersionsOfCycloneDx(String version) {
        var read = read("""
                {"bomFormat": "CycloneDX", "specVersion": "%s", "version": 1, "components": [{"type": "library", "name": "a",
                  "version": "1", "licenses": [{"license": {"id": "MIT"}}, {"license": {"id": "Newer-Than-The-Schema"}}]}]}
                """.formatted(version));

        assertThat(read.facts().path("spec_version").asText()).isEqualTo(version);
        assertThat(read.facts().path("components").asInt()).isEqualTo(1);
        assertThat(read.facts().path("licences")).hasSize(2);
    }

    @Test
    void readsReferencesIntoOtherBills() {
        var read = read("""
                {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "vulnerabilities": [{"id": "CVE-2024-1",
                  "affects": [{"ref": "urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#pkg:npm/a@1"}],
                  "analysis": {"state": "false_positive"}}]}
                """);

        assertThat(read.facts().at("/vulnerabilities/0/component").asText()).isEqualTo("pkg:npm/a@1");
        assertThat(read.facts().at("/vulnerabilities/0/suppressed").asBoolean()).isTrue();
    }

    @Test
    void readsTheSameFromCycloneDxInXml() {
        var read = read(CYCLONEDX_XML);

        assertThat(read.facts()).isEqualTo(read(CYCLONEDX).facts());
        assertThat(read.tool()).isEqualTo("syft");
        assertThat(read.producedAt()).isEqualTo(Instant.parse("2026-06-01T10:00:00Z"));
    }

    @Test
    void readsTheSameFromSpdxInJsonAndAsTags() {
        var document = read("""
                {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "x",
                 "creationInfo": {"created": "2026-06-01T10:00:00Z", "creators": ["Organization: Acme", "Tool: syft-1.20.0"]},
                 "packages": [
                   {"SPDXID": "SPDXRef-root", "name": "payments", "licenseConcluded": "NOASSERTION"},
                   {"SPDXID": "SPDXRef-a", "name": "a", "licenseConcluded": "NOASSERTION", "licenseDeclared": "MIT"},
                   {"SPDXID": "SPDXRef-b", "name": "b", "licenseConcluded": "Apache-2.0", "licenseDeclared": "MIT"},
                   {"SPDXID": "SPDXRef-c", "name": "c", "licenseConcluded": "NONE"}],
                 "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                   "relatedSpdxElement": "SPDXRef-root"}]}
                """);
        var tags = read("""
                SPDXVersion: SPDX-2.3
                DataLicense: CC0-1.0
                SPDXID: SPDXRef-DOCUMENT
                Creator: Organization: Acme
                Creator: Tool: syft-1.20.0
                Created: 2026-06-01T10:00:00Z
                CreatorComment: <text>several
                PackageName: is not one
                lines</text>
                PackageName: payments
                SPDXID: SPDXRef-root
                PackageLicenseConcluded: NOASSERTION
                # A comment
                PackageName: a
                SPDXID: SPDXRef-a
                PackageLicenseDeclared: MIT
                PackageName: b
                SPDXID: SPDXRef-b
                PackageLicenseConcluded: Apache-2.0
                PackageLicenseDeclared: MIT
                PackageName: c
                SPDXID: SPDXRef-c
                PackageLicenseConcluded: NONE
                FileName: ./x
                SPDXID: SPDXRef-file
                Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-root
                """);

        assertThat(document.facts().path("components").asInt()).isEqualTo(3);
        assertThat(document.facts().path("unlicensed").asInt()).isEqualTo(1);
        assertThat(document.facts().path("licences"))
                .isEqualTo(json("{'l': [{'id': 'Apache-2.0', 'components': 1}, {'id': 'MIT', 'components': 1}]}")
                        .path("l"));
        assertThat(document.tool()).isEqualTo("syft");
        assertThat(tags).isEqualTo(document);
    }

    @Test
    void countsTests() {
        var read = read("""
                <testsuites tests="99"><testsuite name="a" timestamp="2026-06-01T10:00:00">
                  <testcase name="1" time="0.5"/><testcase name="2" time="1.25"><failure message="no">long</failure></testcase>
                  <testcase name="3"><error/></testcase><testcase name="4"><skipped/></testcase>
                  <testcase name="5"><flakyFailure/><system-out>x</system-out></testcase>
                </testsuite><testsuite name="b"><testcase name="6"/></testsuite></testsuites>
                """);

        assertThat(read.facts())
                .isEqualTo(json("{'tests': 6, 'failed': 1, 'errors': 1, 'skipped': 1, 'seconds': 1.75}"));
        assertThat(read.producedAt()).isEqualTo(Instant.parse("2026-06-01T10:00:00Z"));
    }

    @Test
    void readsCoverageOfThreeTools() {
        var expected = json("{'lines_valid': 10, 'lines_covered': 8, 'line_rate': 0.8}");

        assertThat(read("""
                <?xml version="1.0" ?>
                <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
                <coverage lines-valid="10" lines-covered="8" line-rate="0.8" timestamp="1780308000000"><packages/></coverage>
                """).facts()).isEqualTo(expected);
        assertThat(read("""
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
                <report name="x"><sessioninfo id="a" start="1" dump="1780308000000"/>
                <package name="p"><counter type="LINE" missed="1" covered="1"/></package>
                <counter type="INSTRUCTION" missed="5" covered="6"/><counter type="LINE" missed="2" covered="8"/></report>
                """).facts()).isEqualTo(expected);
        assertThat(read("""
                TN:
                SF:a.js
                DA:1,1
                LF:6
                LH:5
                end_of_record
                SF:b.js
                LF:4
                LH:3
                end_of_record
                """).facts()).isEqualTo(expected);
    }

    @Test
    void readsOpenVex() {
        var read = read("""
                {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/vex/1", "author": "jane",
                 "timestamp": "2026-06-01T10:00:00Z", "version": 1, "statements": [
                   {"vulnerability": {"name": "CVE-2024-1", "aliases": ["GHSA-1111-2222-3333"]},
                    "products": [{"@id": "pkg:oci/payments", "subcomponents": [{"@id": "pkg:npm/a@1"}]}],
                    "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path"}]}
                """);

        assertThat(read.kind()).isEqualTo("openvex");
        assertThat(read.tool()).isEqualTo("https://acme.example/vex/1");
        assertThat(read.facts()).isEqualTo(json("""
                {'statements': [{'vulnerability': 'CVE-2024-1', 'aliases': ['GHSA-1111-2222-3333'],
                  'products': [{'ids': ['pkg:oci/payments'], 'subcomponents': ['pkg:npm/a@1']}],
                  'status': 'not_affected', 'justification': 'vulnerable_code_not_in_execute_path',
                  'timestamp': '2026-06-01T10:00:00Z'}]}
                """));
    }

    @Test
    void readsYamlIfItIsNamed() {
        var read = EvidenceFormats.read(
                EvidenceDocument.parse(
                        "spdxVersion: SPDX-2.3\npackages: [{name: a}]\n".getBytes(StandardCharsets.UTF_8),
                        "application/yaml"),
                null);

        assertThat(read.facts().path("components").asInt()).isEqualTo(1);
    }

    /** The memory for its tree would not be taken. */
    @Test
    void refusesJsonThatIsNotNamed() {
        for (var type : new String[] {"", "text/plain", "application/x-www-form-urlencoded"}) {
            assertThatThrownBy(() -> EvidenceDocument.parse("{}".getBytes(StandardCharsets.UTF_8), type))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.status()).isEqualTo(415));
        }
        assertThat(EvidenceDocument.parse("{}".getBytes(StandardCharsets.UTF_8), "application/sarif+json")
                        .tree())
                .isNotNull();
    }

    static ReadEvidence read(String document) {
        return SarifReaderTest.stored(
                EvidenceFormats.read(EvidenceDocument.parse(document.getBytes(StandardCharsets.UTF_8), null), null));
    }
}
