package dev.milepost.security.credentials;

import dev.milepost.security.credentials.TokenVerification.VerifiedBearer;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;

/** Verifies one kind of token of one trusted issuer. */
interface TokenVerifier {

    /** Whether the unverified token claims to be of this kind and issuer. */
    boolean accepts(UnverifiedToken token);

    /** The issuer's key with the token's key id. Empty if there is none. */
    Optional<PublicJsonWebKey> key(UnverifiedToken token);

    /** Verifies the token and returns its bearer. */
    VerifiedBearer verify(UnverifiedToken token, PublicJsonWebKey key, TokenRequirements.VerificationTime now);
}
