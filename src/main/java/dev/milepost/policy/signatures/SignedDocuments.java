package dev.milepost.policy.signatures;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.policy.signatures.SignedDocument.Form;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Reads documents with signatures: DSSE envelopes, signatures of cosign, and sigstore bundles.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE</a>
 * @see <a href="https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto">sigstore bundle</a>
 */
public final class SignedDocuments {

    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
    private static final String STATEMENT = "application/vnd.in-toto+json";
    private static final int MAX_SIGNATURES = 5;
    private static final int SHA_256_BYTES = 32;

    private SignedDocuments() {}

    /**
     * The signed document in a tree; empty if it is none.
     *
     * @throws ProblemException if it is incomplete or of a form that is not supported
     */
    public static Optional<SignedDocument> find(JsonNode tree) {
        if (tree.path("mediaType").asText().startsWith(BUNDLE)) {
            return Optional.of(bundle(tree));
        } else if (tree.has("payloadType")) {
            return Optional.of(envelope(tree, ""));
        } else if (tree.has("Base64Signature")) {
            return Optional.of(cosign(tree));
        }
        return Optional.empty();
    }

    private static SignedDocument envelope(JsonNode envelope, String at) {
        var type = envelope.path("payloadType").asText();
        if (!type.equals(STATEMENT)) {
            throw invalid(at + "/payloadType", "must be " + STATEMENT);
        }
        var payload = bytes(envelope.path("payload"), at + "/payload");
        var list = envelope.path("signatures");
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_SIGNATURES) {
            throw invalid(at + "/signatures", "must be a list of 1 to %d signatures".formatted(MAX_SIGNATURES));
        }
        var signatures = new ArrayList<byte[]>();
        for (int i = 0; i < list.size(); i++) {
            signatures.add(bytes(list.get(i).path("sig"), at + "/signatures/" + i + "/sig"));
        }
        return new SignedDocument(
                Form.DSSE, payload, preAuthenticationEncoding(type, payload), signatures, at + "/signatures");
    }

    /** PAE of DSSE: the type is signed with the payload, so that neither is taken for another. */
    static byte[] preAuthenticationEncoding(String type, byte[] payload) {
        var typeBytes = type.getBytes(StandardCharsets.UTF_8);
        var head = "DSSEv1 %d %s %d "
                .formatted(typeBytes.length, type, payload.length)
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + payload.length)
                .put(head)
                .put(payload)
                .array();
    }

    private static SignedDocument cosign(JsonNode tree) {
        if (!tree.path("Cert").isNull() && !tree.path("Cert").isMissingNode()) {
            throw keyless("/Cert");
        }
        var payload = bytes(tree.path("Payload"), "/Payload");
        return new SignedDocument(
                Form.COSIGN,
                payload,
                payload,
                List.of(bytes(tree.path("Base64Signature"), "/Base64Signature")),
                "/Base64Signature");
    }

    private static SignedDocument bundle(JsonNode bundle) {
        var material = bundle.path("verificationMaterial");
        for (var certificate : new String[] {"certificate", "x509CertificateChain"}) {
            if (material.has(certificate)) {
                throw keyless("/verificationMaterial/" + certificate);
            }
        }
        if (bundle.has("dsseEnvelope")) {
            return envelope(bundle.path("dsseEnvelope"), "/dsseEnvelope");
        }
        var message = bundle.path("messageSignature");
        var digest = message.path("messageDigest");
        if (!"SHA2_256".equals(digest.path("algorithm").asText())) {
            throw invalid("/messageSignature/messageDigest/algorithm", "must be SHA2_256");
        }
        var hash = bytes(digest.path("digest"), "/messageSignature/messageDigest/digest");
        if (hash.length != SHA_256_BYTES) {
            throw invalid("/messageSignature/messageDigest/digest", "must be a SHA-256");
        }
        return new SignedDocument(
                Form.DIGEST,
                null,
                hash,
                List.of(bytes(message.path("signature"), "/messageSignature/signature")),
                "/messageSignature/signature");
    }

    /** DSSE allows both alphabets of Base64. */
    private static byte[] bytes(JsonNode text, String at) {
        if (!text.isTextual() || text.textValue().isEmpty()) {
            throw invalid(at, "is missing");
        }
        try {
            return Base64.getDecoder().decode(text.textValue().replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw invalid(at, "must be Base64");
        }
    }

    private static ProblemException keyless(String at) {
        return problem(
                ProblemType.UNVERIFIED_EVIDENCE,
                at,
                "is a certificate: keyless signatures are not verified. Sign with a key that is registered at /api/v1/evidence-keys");
    }

    private static ProblemException invalid(String at, String detail) {
        return problem(ProblemType.INVALID_EVIDENCE, at, detail);
    }

    static ProblemException problem(ProblemType type, String at, String detail) {
        return ProblemException.of(type, at + " " + detail, List.of(new Fault(at, detail)));
    }
}
