package dev.milepost.security.signing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Issues Backstage plugin tokens, so that this service can call Backstage plugins as the plugin {@code milepost}. */
@ApplicationScoped
public class PluginTokenIssuer {

    /** The plugin id of this service in Backstage's discovery. */
    public static final String PLUGIN = "milepost";

    private final SigningKeys keys;
    private final Clock clock;

    PluginTokenIssuer(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The value of the {@code Authorization} header for a call to a plugin.
     *
     * @param plugin the called plugin, which is the token's audience; other plugins reject the token
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
            throw new IllegalStateException("The token could not be signed with ES256", e);
        }
    }
}
