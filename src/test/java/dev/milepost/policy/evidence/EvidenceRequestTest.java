package dev.milepost.policy.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.security.caller.EmitPermissions;
import dev.milepost.security.caller.NotAllowed;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a sender says about a document, and whether a token may send it. */
class EvidenceRequestTest {

    private static final String COMMIT = "9fceb02d0ae598e95dc970b74767f19372d61af8";
    private static final String DIGEST = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @Test
    void normalizesNamesCommitsAndDigests() {
        var request = EvidenceRequest.of(
                "component:default/payments", COMMIT.toUpperCase(Locale.ROOT), "ghcr.io/a/b@" + DIGEST, null, null);

        assertThat(request).isEqualTo(new EvidenceRequest("payments", COMMIT, DIGEST, null, ""));
    }

    @Test
    void namesEachFault() {
        assertThat(faults(null, null, null, "sarif")).containsExactly("service");
        assertThat(faults("s", "main", "latest", "other")).containsExactly("kind", "commit", "artifact");
        assertThat(faults("s".repeat(600), COMMIT.substring(1), null, null)).containsExactly("service", "commit");
    }

    @Test
    void keepsRestrictionsOfTokens() {
        var token = EmitPermissions.of(List.of("https://ci/payments/*"), List.of("payments*"));

        assertThatCode(() -> request("payments-api", "https://ci/payments/7").check(token))
                .doesNotThrowAnyException();
        assertRefused("orders", "https://ci/payments/7", token, "service");
        assertRefused(null, "https://ci/payments/7", token, "service");
        assertRefused("payments-api", "https://ci/orders/7", token, "source");
        assertRefused("payments-api", null, token, "source");
        assertRefused("payments-api", "milepost/x", EmitPermissions.of(List.of("*"), List.of("payments*")), "source");
        assertThatCode(() -> request(null, null).check(EmitPermissions.UNRESTRICTED))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(
            @Nullable String service, @Nullable String source, EmitPermissions token, String pointer) {
        assertThatThrownBy(() -> request(service, source).check(token))
                .isInstanceOfSatisfying(
                        NotAllowed.class,
                        refusal -> assertThat(refusal.faults())
                                .extracting(ProblemException.Fault::pointer)
                                .containsExactly(pointer));
    }

    private static EvidenceRequest request(@Nullable String service, @Nullable String source) {
        return EvidenceRequest.of(service, COMMIT, null, null, source);
    }

    private static List<String> faults(
            @Nullable String service, @Nullable String commit, @Nullable String artifact, @Nullable String kind) {
        return catchThrowableOfType(
                        ProblemException.class, () -> EvidenceRequest.of(service, commit, artifact, kind, null))
                .faults()
                .stream()
                .map(ProblemException.Fault::pointer)
                .toList();
    }
}
