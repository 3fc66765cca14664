package dev.milepost.credentials;

import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;

/** One kind of token of one issuer that is trusted. */
interface Trusted {

    /** Whether a token says that it is such a one. */
    boolean takes(UnreadToken token);

    /** The key that the token names, of those that it may be signed by. */
    Optional<PublicJsonWebKey> key(UnreadToken token);

    /** Who bears it, once it is proved. */
    Bearer read(UnreadToken token, PublicJsonWebKey key, Expected.Moment now);
}
