package dev.milepost.security.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.security.caller.NotAuthenticated;
import java.time.Instant;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * The requirements for a valid token.
 *
 * @param algorithms the accepted signature algorithms; never {@code none} or one with a shared secret
 * @param audiences the accepted audiences, of which the token must name one; if empty, the audience is not checked
 */
record TokenRequirements(Set<String> algorithms, Set<String> audiences) {

    static final Set<String> ELLIPTIC = Set.of("ES256");
    static final Set<String> ASYMMETRIC =
            Set.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Verifies a token and returns its claims.
     *
     * @param now the current time and the accepted clock skew
     * @throws NotAuthenticated if the token is invalid
     */
    JsonNode verify(UnverifiedToken token, PublicJsonWebKey key, VerificationTime now) {
        if (key.getAlgorithm() != null
                && !key.getAlgorithm().equals(token.header().path("alg").asText())) {
            throw NotAuthenticated.because("The token is not signed with the algorithm of its key");
        }
        var consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, algorithms.toArray(String[]::new)))
                .setVerificationKey(key.getPublicKey())
                .setRequireExpirationTime()
                .setRequireSubject()
                .setEvaluationTime(NumericDate.fromMilliseconds(now.at().toEpochMilli()))
                .setAllowedClockSkewInSeconds(now.skewSeconds());
        if (audiences.isEmpty()) {
            consumer.setSkipDefaultAudienceValidation();
        } else {
            consumer.setExpectedAudience(audiences.toArray(String[]::new));
        }
        try {
            return JSON.readTree(consumer.build().processToClaims(token.text()).toJson());
        } catch (InvalidJwtException e) {
            throw NotAuthenticated.because(fault(e));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The claims are not valid JSON", e);
        }
    }

    private static String fault(InvalidJwtException fault) {
        if (fault.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "The token has expired";
        } else if (fault.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "The token is not valid yet";
        } else if (fault.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || fault.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "The token is for another audience";
        }
        return "The signature or a claim of the token is invalid";
    }

    /** @param skewSeconds the accepted difference between the clocks of two machines */
    record VerificationTime(Instant at, int skewSeconds) {}
}
