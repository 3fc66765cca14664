package dev.milepost.security.credentials;

import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;

/** One kind of token of one issuer that is trusted. */
interface TokenVerifier {

    /** Whether a token says that it is such a one. */
    boolean accepts(UnverifiedToken token);

    /** The key that the token names, of those that it may be signed by. */
    Optional<PublicJsonWebKey> key(UnverifiedToken token);

    /** Who bears it, once it is proved. */
    VerifiedBearer verify(UnverifiedToken token, PublicJsonWebKey key, TokenRequirements.VerificationTime now);
}
