package dev.milepost.policy.evidence;

import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.requests.BodyMemory;
import dev.milepost.platform.text.Sha256;
import dev.milepost.policy.formats.EvidenceDocument;
import dev.milepost.policy.formats.EvidenceFormats;
import dev.milepost.policy.formats.EvidenceKind;
import dev.milepost.policy.formats.ReadEvidence;
import dev.milepost.policy.signatures.EvidenceKeys;
import dev.milepost.policy.signatures.EvidenceKeys.Signer;
import dev.milepost.policy.signatures.SignedDocument;
import dev.milepost.policy.signatures.SignedDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a document: its signatures, its facts, and whether it is about what the sender says. */
@ApplicationScoped
class EvidenceReading {

    /** The heap for each byte of a signed document: as text, decoded, and as it was signed. */
    private static final long BYTES_OF_SIGNED = 3;

    private final EvidenceKeys keys;
    private final EvidenceTypes types;
    private final BodyMemory memory;

    EvidenceReading(EvidenceKeys keys, EvidenceTypes types, BodyMemory memory) {
        this.keys = keys;
        this.types = types;
        this.memory = memory;
    }

    /**
     * What was read.
     *
     * @param artifactDigest as the sender says, else as the document says; null if neither does
     * @param signer null if the document has no signature that was verified
     */
    record Result(
            ReadEvidence evidence,
            @Nullable String artifactDigest,
            @Nullable String commitSha,
            @Nullable Signer signer) {}

    /** @throws ProblemException if the document cannot be read, is not valid, or is about something else */
    Result read(byte[] body, String contentType, EvidenceRequest request) {
        var document = EvidenceDocument.parse(body, contentType);
        var kind = request.kind();
        if (kind != null && kind.startsWith(EvidenceKind.CUSTOM)) {
            var name = kind.substring(EvidenceKind.CUSTOM.length());
            return result(types.require(name).type().read(name, document), request, null);
        }
        var tree = document.tree();
        var signed = tree == null ? Optional.<SignedDocument>empty() : SignedDocuments.find(tree);
        if (signed.isEmpty()) {
            return result(EvidenceFormats.read(document, kind), request, null);
        }
        var signer = keys.verify(signed.get(), request.service()).orElse(null);
        memory.require(heap(body, signed.get()));
        var read = UnverifiedEvidence.read(signed.get());
        if (read.kind().equals(EvidenceKind.SIGNATURE)) {
            read.facts().put("identity", signer == null ? null : signer.identity());
            read.facts().putNull("issuer");
            read.facts().put("key", signer == null ? null : signer.key());
        }
        return result(read, request, signer);
    }

    /**
     * The heap of a body and of the tree of its payload. The payload is one text of the body, so the values in it were not
     * counted when memory was reserved for the body. It is decoded at most once: there are no envelopes within envelopes.
     */
    static long heap(byte[] body, SignedDocument signed) {
        long bytes = BYTES_OF_SIGNED * body.length;
        var payload = signed.payload();
        if (payload != null) {
            var values = JsonHeapUse.ofValue();
            values.add(payload);
            bytes += values.bytes();
        }
        return bytes;
    }

    private static Result result(ReadEvidence read, EvidenceRequest request, @Nullable Signer signer) {
        if (request.kind() != null && !request.kind().equals(read.kind())) {
            throw invalid("kind", "is %s, but the document is of the kind %s".formatted(request.kind(), read.kind()));
        }
        var commit = request.commitSha();
        if (commit != null && read.commitSha() != null && !commit.equals(read.commitSha())) {
            throw invalid("commit", "is %s, but the document is about %s".formatted(commit, read.commitSha()));
        }
        return new Result(read, artifact(read, request), commit == null ? read.commitSha() : commit, signer);
    }

    private static @Nullable String artifact(ReadEvidence read, EvidenceRequest request) {
        var artifact = request.artifactDigest();
        if (read.artifacts().isEmpty() || artifact != null && read.artifacts().contains(artifact)) {
            return artifact;
        } else if (artifact != null) {
            throw invalid("artifact", "is %s, which is none of the subjects of the document".formatted(artifact));
        } else if (read.artifacts().size() > 1) {
            throw invalid(
                    "artifact",
                    "is missing: the document is about %d artifacts. Send it once for each that you deploy"
                            .formatted(read.artifacts().size()));
        }
        return read.artifacts().iterator().next();
    }

    private static ProblemException invalid(String parameter, String detail) {
        return ProblemException.of(
                ProblemType.INVALID_EVIDENCE, parameter + " " + detail, List.of(new Fault(parameter, detail)));
    }

    /** The digest by which a document is stored. */
    static String digest(byte[] document) {
        return Sha256.label(Sha256.of(document));
    }
}
