package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Reads statements about artifacts. A predicate that is a document of another kind, such as a bill of materials, is read as
 * one.
 *
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">in-toto statement</a>
 */
final class StatementReader {

    private static final String TYPE = "https://in-toto.io/Statement/";
    private static final Set<String> VERSIONS = Set.of("v1", "v0.1");
    private static final String COSIGN_SIGNATURE = "https://sigstore.dev/cosign/sign/v1";

    private static final int MAX_SUBJECTS = 1_000;
    private static final int MAX_FACTS = 100;

    private StatementReader() {}

    static boolean isStatement(JsonNode document) {
        return document.path("_type").asText().startsWith(TYPE);
    }

    static ReadEvidence read(JsonNode statement) {
        if (!isStatement(statement)
                || !VERSIONS.contains(statement.path("_type").asText().substring(TYPE.length()))) {
            throw Facts.invalid("/_type", "must be %sv1 or %sv0.1".formatted(TYPE, TYPE));
        }
        var subjects = Facts.list(statement, "subject", "");
        if (subjects.isEmpty()) {
            throw Facts.invalid("/subject", "must have at least one artifact");
        } else if (subjects.size() > MAX_SUBJECTS) {
            throw Facts.invalid("/subject", "must have at most %d artifacts".formatted(MAX_SUBJECTS));
        }
        var digests = new TreeSet<String>();
        var facts = Facts.array();
        for (int i = 0; i < subjects.size(); i++) {
            subject(Facts.object(subjects.get(i), "/subject/" + i), "/subject/" + i, digests, facts);
        }
        if (digests.isEmpty()) {
            throw Facts.invalid("/subject", "must have a sha256 of at least one artifact");
        }
        return predicate(statement, facts).withArtifacts(digests);
    }

    private static void subject(JsonNode subject, String at, Set<String> digests, ArrayNode facts) {
        var digest = subject.path("digest");
        if (!digest.isObject() || digest.isEmpty()) {
            throw Facts.invalid(at + "/digest", "is missing");
        }
        var sha256 = digest.path("sha256").asText();
        var label = sha256.isEmpty() ? "" : ArtifactDigest.of(sha256, at + "/digest/sha256");
        if (!label.isEmpty()) {
            digests.add(label);
        }
        if (facts.size() < MAX_FACTS) {
            facts.addObject().put("name", Facts.name(subject, "name")).put("digest", label.isEmpty() ? null : label);
        }
    }

    private static ReadEvidence predicate(JsonNode statement, ArrayNode subjects) {
        var type = Facts.text(Facts.NAME, statement.path("predicateType").asText());
        var predicate = statement.path("predicate");
        if (type.isEmpty()) {
            throw Facts.invalid("/predicateType", "is missing");
        } else if (type.startsWith("https://slsa.dev/provenance/")) {
            return ProvenanceReader.read(type, Facts.object(predicate, "/predicate"), subjects);
        } else if (type.startsWith("https://cyclonedx.org/bom")) {
            return within(() -> CycloneDxReader.read(Facts.object(predicate, "")));
        } else if (type.startsWith("https://spdx.dev/Document")) {
            return within(() -> SpdxReader.read(Facts.object(predicate, "")));
        } else if (type.startsWith(OpenVexReader.CONTEXT)) {
            return within(() -> OpenVexReader.read(Facts.object(predicate, "")));
        }
        var facts = Facts.object();
        facts.put("predicate_type", type);
        facts.set("subjects", subjects);
        return ReadEvidence.of(
                type.equals(COSIGN_SIGNATURE) ? EvidenceKind.SIGNATURE : EvidenceKind.ATTESTATION, type, null, facts);
    }

    /** Reads a predicate that is a document, whose faults get its place in the statement. */
    private static ReadEvidence within(Supplier<ReadEvidence> reading) {
        return Nested.read("/predicate", reading);
    }
}
