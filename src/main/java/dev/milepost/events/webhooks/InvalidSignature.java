package dev.milepost.events.webhooks;

import dev.milepost.events.vendors.SignatureScheme;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/**
 * The signature of a delivery is missing or does not match. The response is the same in all cases, so that a sender
 * cannot learn which check failed.
 */
final class InvalidSignature extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidSignature(SignatureScheme scheme) {
        super(
                ProblemType.BAD_SIGNATURE,
                "The header %s must have %s followed by the HMAC-SHA256 of the body under a configured secret, in hexadecimal."
                        .formatted(scheme.header(), scheme.prefix()));
    }
}
