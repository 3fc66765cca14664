package dev.milepost.policy.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactDigestTest {

    private static final String DIGITS = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256:%s",
                "SHA256:%s",
                "registry.acme.example/payments@sha256:%s",
                "registry.acme.example/payments:1.0@sha256:%s",
                "pkg:oci/payments@sha256%%3A%s?repository_url=registry.acme.example",
                "sha256:short/payments@sha256:%s"
            })
    void finds(String artifact) {
        assertThat(ArtifactDigest.find(artifact.formatted(DIGITS))).isEqualTo(Optional.of("sha256:" + DIGITS));
        assertThat(ArtifactDigest.find(artifact.formatted(DIGITS.toUpperCase(Locale.ROOT))))
                .isEqualTo(Optional.of("sha256:" + DIGITS));
    }

    @Test
    void findsNoneInOtherNames() {
        assertThat(ArtifactDigest.find("payments:1.0")).isEmpty();
        assertThat(ArtifactDigest.find("sha256:" + DIGITS.substring(1))).isEmpty();
        assertThat(ArtifactDigest.find("sha256:" + DIGITS + "0")).isEmpty();
        assertThat(ArtifactDigest.find("sha256:" + "z".repeat(64))).isEmpty();
        assertThat(ArtifactDigest.find("sha512:" + DIGITS)).isEmpty();
        assertThat(ArtifactDigest.find("sha256:".repeat(100_000))).isEmpty();
    }
}
