package dev.milepost.security.signing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Lets this service call plugins of Backstage as one of them: the plugin {@code milepost}. */
@ApplicationScoped
public class PluginTokenIssuer {

    /** The name under which Backstage's discovery has this service. */
    public static final String PLUGIN = "milepost";

    private final SigningKeys keys;
    private final Clock clock;

    PluginTokenIssuer(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * What the header {@code Authorization} says in a call to a plugin.
     *
     * @param plugin the one that is called, and no other takes it
     */
    public String authorization(String plugin) {
        var now = clock.instant().getEpochSecond();
        var token = new JsonWebSignature();
        var key = keys.current();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        token.setHeader("typ", "vnd.backstage.plugin");
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setKey(key.getPrivateKey());
        token.setPayload(JsonUtil.toJson(Map.of(
                "sub", PLUGIN, "aud", plugin, "iat", now, "exp", now + SigningKeys.SIGNATURE_VALIDITY.toSeconds())));
        try {
            return "Bearer " + token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("A key of P-256 signs by ES256", e);
        }
    }
}
