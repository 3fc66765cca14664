package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** Recognises the format of a document and reads its facts. */
public final class EvidenceFormats {

    private static final String KNOWN =
            "is of no known format. SARIF 2.1.0, CycloneDX, SPDX 2.3, in-toto statements, DSSE envelopes, sigstore bundles, "
                    + "cosign signatures, OpenVEX, JUnit, Cobertura, JaCoCo and LCOV are; `kind` names a type of one's own";

    private EvidenceFormats() {}

    /**
     * Reads a document that is not signed, of one of the built-in kinds.
     *
     * @param kind the kind that the sender states; null if it is to be found. It helps where a document is so incomplete that
     *     it is not recognised
     * @throws ProblemException if it is of no known format, or not valid
     */
    public static ReadEvidence read(EvidenceDocument document, @Nullable String kind) {
        return switch (document.syntax()) {
            case TREE -> readTree(document.tree(), kind);
            case XML -> readXml(document.bytes());
            case LINES -> readLines(document);
        };
    }

    /** Reads the payload of an envelope, which is an in-toto statement. */
    public static ReadEvidence readStatement(byte[] payload) {
        return Nested.read("/payload", () -> {
            var tree = EvidenceDocument.parse(payload, null).tree();
            if (tree == null || !StatementReader.isStatement(tree)) {
                throw Facts.invalid("", "must be an in-toto statement: envelopes within envelopes are not read");
            }
            return StatementReader.read(tree);
        });
    }

    /** Reads what cosign signed of an image. */
    public static ReadEvidence readCosignPayload(byte[] payload) {
        return Nested.read("/Payload", () -> {
            var tree = EvidenceDocument.parse(payload, null).tree();
            return CosignPayload.read(tree == null ? Facts.object() : tree);
        });
    }

    private static ReadEvidence readTree(@Nullable JsonNode tree, @Nullable String kind) {
        if (tree == null) {
            throw Facts.invalid("", KNOWN);
        }
        if ("CycloneDX".equals(tree.path("bomFormat").asText())) {
            return CycloneDxReader.read(tree);
        } else if (tree.has("spdxVersion")) {
            return SpdxReader.read(tree);
        } else if (StatementReader.isStatement(tree)) {
            return StatementReader.read(tree);
        } else if (tree.path("@context").asText().startsWith(OpenVexReader.CONTEXT)) {
            return OpenVexReader.read(tree);
        } else if (SarifReader.isSarif(tree) || EvidenceKind.SARIF.equals(kind)) {
            return SarifReader.read(tree);
        }
        throw Facts.invalid("", KNOWN);
    }

    private static ReadEvidence readXml(byte[] bytes) {
        return switch (XmlDocument.root(bytes)) {
            case "bom" -> CycloneDxXml.read(bytes);
            case "testsuites", "testsuite" -> TestReports.read(bytes);
            case "coverage" -> CoverageReports.cobertura(bytes);
            case "report" -> CoverageReports.jacoco(bytes);
            default -> throw Facts.invalid("", KNOWN);
        };
    }

    private static ReadEvidence readLines(EvidenceDocument document) {
        if (document.startsWithAny("SPDXVersion:", "#", "SPDXID:", "DataLicense:")) {
            return SpdxReader.readTags(document.bytes());
        } else if (document.startsWithAny("TN:", "SF:")) {
            return CoverageReports.lcov(document.bytes());
        }
        throw Facts.invalid("", KNOWN);
    }
}
