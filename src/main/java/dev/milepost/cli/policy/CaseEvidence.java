package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.CanonicalJson;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.Sha256;
import dev.milepost.platform.time.Rfc3339;
import dev.milepost.policy.evidence.Evidence;
import dev.milepost.policy.evidence.UnverifiedEvidence;
import dev.milepost.policy.formats.CustomType;
import dev.milepost.policy.formats.EvidenceDocument;
import dev.milepost.policy.formats.EvidenceKind;
import dev.milepost.policy.formats.ReadEvidence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the evidence of a case: documents in files, or facts. */
final class CaseEvidence {

    private static final double SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

    private final Path folder;
    private final String service;
    private final String commitSha;
    private final @Nullable String artifactDigest;
    private final Instant now;

    /** @param folder that of the file with the case */
    CaseEvidence(Path folder, String service, String commitSha, @Nullable String artifactDigest, Instant now) {
        this.folder = folder;
        this.service = service;
        this.commitSha = commitSha;
        this.artifactDigest = artifactDigest;
        this.now = now;
    }

    /** @throws ProblemException if a document cannot be read or is not valid */
    Evidence read(JsonNode stated, int index) {
        var isFile = stated.has("file");
        var document =
                isFile ? EvidenceFile.read(folder.resolve(stated.path("file").asText())) : null;
        var read = document == null
                ? new ReadEvidence(
                        stated.path("kind").asText(), "", null, (ObjectNode) stated.path("facts"), Set.of(), null)
                : read(document, stated);
        var content = document == null ? CanonicalJson.bytes(read.facts()) : document.bytes();
        var isVerified = stated.path("verified").asBoolean();
        var producedAt = producedAt(stated, read.producedAt());
        var subject = read.artifacts().size() == 1 ? read.artifacts().iterator().next() : artifactDigest;
        var commit = read.commitSha() == null && !commitSha.isEmpty() ? commitSha : read.commitSha();
        return new Evidence(
                "evidence-" + (index + 1),
                read.kind(),
                service,
                stated.has("commit_sha") ? text(stated.path("commit_sha")) : commit,
                stated.has("artifact_digest") ? text(stated.path("artifact_digest")) : subject,
                producedAt.isAfter(now) ? now : producedAt,
                now,
                isVerified,
                isVerified && stated.has("signer") ? stated.path("signer").asText() : null,
                Sha256.label(Sha256.of(content)),
                read.facts());
    }

    private ReadEvidence read(EvidenceFile file, JsonNode stated) {
        var kind = stated.has("kind") ? stated.path("kind").asText() : null;
        var document = EvidenceDocument.parse(file.bytes(), file.contentType());
        var read = kind != null && kind.startsWith(EvidenceKind.CUSTOM)
                ? type(stated).read(kind.substring(EvidenceKind.CUSTOM.length()), document)
                : UnverifiedEvidence.read(document, kind);
        if (kind != null && !kind.equals(read.kind())) {
            throw invalid("%s is of the kind %s, not %s".formatted(file.path(), read.kind(), kind));
        }
        return read;
    }

    private CustomType type(JsonNode stated) {
        if (!stated.has("type")) {
            throw invalid("Evidence of the kind %s in a file needs type, the path of its definition"
                    .formatted(stated.path("kind").asText()));
        }
        var definition = EvidenceFile.read(folder.resolve(stated.path("type").asText()));
        return CustomType.of(DocumentReader.readOne(definition.bytes(), definition.format())
                .orElseThrow(() -> invalid(definition.path() + " must have one document"))
                .value());
    }

    private Instant producedAt(JsonNode stated, @Nullable Instant ofDocument) {
        if (stated.has("age_days")) {
            return now.minusSeconds(Math.round(stated.path("age_days").asDouble() * SECONDS_OF_DAY));
        }
        return Rfc3339.parse(stated.path("produced_at").asText()).orElse(ofDocument == null ? now : ofDocument);
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.of(ProblemType.INVALID_EVIDENCE, detail);
    }
}
