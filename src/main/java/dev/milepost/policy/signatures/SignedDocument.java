package dev.milepost.policy.signatures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document with signatures.
 *
 * @param payload what is signed, without its wrapping; null if only a digest of it was sent
 * @param signed the bytes that the signatures are of; for {@link Form#DIGEST} their SHA-256
 * @param pointer the place of the signatures
 */
public record SignedDocument(
        Form form, byte @Nullable [] payload, byte[] signed, List<byte[]> signatures, String pointer) {

    /** How a document is signed. */
    public enum Form {
        /** A DSSE envelope with an in-toto statement. */
        DSSE,
        /** A signature of cosign over its own description of an image. */
        COSIGN,
        /** A signature over an artifact, of which only the digest is known. */
        DIGEST
    }

    public SignedDocument {
        signatures = List.copyOf(signatures);
    }
}
