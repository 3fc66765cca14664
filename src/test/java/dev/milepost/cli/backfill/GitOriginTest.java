package dev.milepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitOriginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/acme/payments.git",
                "https://someone:secret@example.org/acme/payments",
                "https://token@example.org:8443/acme/payments/",
                "https://example.org/acme/payments.git?token=secret",
                "ssh://git@example.org:22/acme/payments.git",
                "git@example.org:acme/payments.git",
                "example.org:acme/payments"
            })
    void removesCredentialsFromUrl(String address) {
        assertThat(GitOrigin.repository(address)).contains("example.org/acme/payments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/git/payments.git", "../payments", "file:///srv/git/payments.git", "https://", ""})
    void ignoresLocalFolders(String address) {
        assertThat(GitOrigin.repository(address)).isEmpty();
    }
}
