package dev.milepost.policy.evidence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.policy.formats.EvidenceDocument;
import dev.milepost.policy.formats.EvidenceFormats;
import dev.milepost.policy.formats.EvidenceKind;
import dev.milepost.policy.formats.ReadEvidence;
import dev.milepost.policy.signatures.SignedDocument;
import dev.milepost.policy.signatures.SignedDocuments;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the facts of documents without verifying their signatures, as for the cases of policies. */
public final class UnverifiedEvidence {

    private UnverifiedEvidence() {}

    /**
     * Reads a document of a built-in kind.
     *
     * @param kind null if it is to be found in the document
     * @throws dev.milepost.platform.http.ProblemException if it cannot be read or is not valid
     */
    public static ReadEvidence read(EvidenceDocument document, @Nullable String kind) {
        var tree = document.tree();
        var signed = tree == null ? Optional.<SignedDocument>empty() : SignedDocuments.find(tree);
        return signed.isPresent() ? read(signed.get()) : EvidenceFormats.read(document, kind);
    }

    static ReadEvidence read(SignedDocument signed) {
        var payload = signed.payload();
        if (payload == null) {
            return new ReadEvidence(
                    EvidenceKind.SIGNATURE,
                    "",
                    null,
                    JsonNodeFactory.instance.objectNode(),
                    Set.of("sha256:" + HexFormat.of().formatHex(signed.signed())),
                    null);
        }
        return signed.form() == SignedDocument.Form.COSIGN
                ? EvidenceFormats.readCosignPayload(payload)
                : EvidenceFormats.readStatement(payload);
    }
}
