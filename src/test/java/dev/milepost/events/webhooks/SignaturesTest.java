package dev.milepost.events.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.vendors.WebhookProvider.SignatureScheme;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {

    private static final SignatureScheme GITHUB = new SignatureScheme("X-Hub-Signature-256", "sha256=", 1 << 20);
    private static final SignatureScheme PAGERDUTY = new SignatureScheme("X-PagerDuty-Signature", "v1=", 1 << 20);

    /** "Testing the webhook payload validation" in GitHub's "Validating webhook deliveries". */
    private static final String SECRET = "It's a Secret to Everybody";

    private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
    private static final String DIGEST = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    /** By {@code openssl dgst -sha256 -hmac}. */
    private static final String OTHER_DIGEST = "1a6cbb4b6a4d26751dd19c1594688dfb2d5bdccd18658f0089b7d826c26bcd93";

    @Test
    void verifiesVendorExample() {
        assertThat(fits(GITHUB, "sha256=" + DIGEST, SECRET)).isTrue();
    }

    @Test
    void verifiesAnySignatureByAnySecret() {
        assertThat(fits(PAGERDUTY, "v1=" + OTHER_DIGEST + ",v1=" + DIGEST, SECRET))
                .isTrue();
        assertThat(fits(PAGERDUTY, "v1=" + OTHER_DIGEST + ", v1=" + DIGEST, "another"))
                .isTrue();
        assertThat(fits(PAGERDUTY, "v1=" + DIGEST, "another", SECRET)).isTrue();
        assertThat(fits(PAGERDUTY, "v1=" + OTHER_DIGEST, "another", SECRET)).isTrue();
        assertThat(fits(PAGERDUTY, "v1=" + OTHER_DIGEST, SECRET)).isFalse();
    }

    @Test
    void ignoresCaseOfHexDigits() {
        assertThat(fits(GITHUB, "sha256=" + DIGEST.toUpperCase(Locale.ROOT), SECRET))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none",
                "''",
                "sha256=",
                "sha1=@",
                "v1=@",
                "@",
                "sha256=@00",
                "sha256=xyz",
                "sha256= @",
                "SHA256=@",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e"
            })
    void refusesMalformedSignatures(@Nullable String header) {
        assertThat(fits(GITHUB, header == null ? null : header.replace("@", DIGEST), SECRET))
                .isFalse();
    }

    @Test
    void refusesWithoutSecret() {
        assertThat(fits(GITHUB, "sha256=" + DIGEST)).isFalse();
    }

    /** A law: no change of a single byte, of body, signature or secret, goes unnoticed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void refusesChangedBytes(long seed) {
        var random = new Random(seed);
        var signatures = Signatures.of(GITHUB, "sha256=" + DIGEST);
        for (int i = 0; i < 500; i++) {
            var body = changed(BODY, random);
            var digest = changed(DIGEST.getBytes(UTF_8), random);
            var secret = changed(SECRET.getBytes(UTF_8), random);

            assertThat(signatures.matchAny(body, List.of(SECRET))).isFalse();
            assertThat(fits(GITHUB, "sha256=" + new String(digest, UTF_8), SECRET))
                    .isFalse();
            assertThat(fits(GITHUB, "sha256=" + DIGEST, new String(secret, UTF_8)))
                    .isFalse();
        }
    }

    @Test
    void limitsNumberOfSignatures() {
        assertThat(fits(GITHUB, ("sha256=" + OTHER_DIGEST + ",").repeat(15) + "sha256=" + DIGEST, SECRET))
                .isTrue();
        assertThat(fits(GITHUB, ("sha256=" + OTHER_DIGEST + ",").repeat(16) + "sha256=" + DIGEST, SECRET))
                .isFalse();
        assertThat(fits(GITHUB, ("sha256=" + OTHER_DIGEST + ",").repeat(100_000) + "sha256=" + DIGEST, SECRET))
                .isFalse();
    }

    /** Never merely another case of a hexadecimal digit. */
    private static byte[] changed(byte[] bytes, Random random) {
        var changed = bytes.clone();
        int at = random.nextInt(changed.length);
        do {
            changed[at] = (byte) (' ' + random.nextInt(95));
        } while (Character.toLowerCase(changed[at]) == Character.toLowerCase(bytes[at]));
        return changed;
    }

    private static boolean fits(SignatureScheme scheme, @Nullable String header, String... secrets) {
        return Signatures.of(scheme, header).matchAny(BODY, List.of(secrets));
    }
}
