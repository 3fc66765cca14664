package dev.milepost.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A token to be: what an honest issuer puts into it, and what others would. */
public final class Jwt {

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();

    private Jwt() {}

    /** One that ends in an hour. */
    public static Jwt of(String type, String subject) {
        return new Jwt()
                .header("typ", type)
                .claim("sub", subject)
                .claim("iat", Instant.now().getEpochSecond())
                .claim("exp", Instant.now().plusSeconds(3_600).getEpochSecond());
    }

    public static Jwt plugin(String plugin) {
        return of("vnd.backstage.plugin", plugin).claim("aud", "milepost");
    }

    public static Jwt user(String backstage, String ref) {
        return of("vnd.backstage.user", ref)
                .claim("iss", backstage + "/api/auth")
                .claim("aud", "backstage");
    }

    public static Jwt limitedUser(String ref) {
        return of("vnd.backstage.limited-user", ref);
    }

    public static Jwt oidc(String issuer, String subject) {
        return of("JWT", subject).claim("iss", issuer).claim("aud", "milepost");
    }

    public Jwt header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    public Jwt claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    public Jwt without(String name) {
        claims.remove(name);
        return this;
    }

    public String signedBy(PublicJsonWebKey key) throws JoseException {
        return signedBy(key, key.getKeyType().equals("EC") ? "ES256" : "RS256");
    }

    public String signedBy(PublicJsonWebKey key, String algorithm) throws JoseException {
        var signature = signature(algorithm, key.getKeyId());
        signature.setKey(key.getPrivateKey());
        return signature.getCompactSerialization();
    }

    /** By HMAC with bytes that everybody knows. */
    public String signedBy(byte[] secret, String keyId) throws JoseException {
        var signature = signature("HS256", keyId);
        signature.setKey(new org.jose4j.keys.HmacKey(secret));
        return signature.getCompactSerialization();
    }

    public String unsigned(String keyId) {
        header("alg", "none");
        header("kid", keyId);
        return encode(JsonUtil.toJson(header)) + "." + encode(JsonUtil.toJson(claims)) + ".";
    }

    private JsonWebSignature signature(String algorithm, String keyId) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKeyIdHeaderValue(keyId);
        header.forEach(signature::setHeader);
        signature.setPayload(JsonUtil.toJson(claims));
        return signature;
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
