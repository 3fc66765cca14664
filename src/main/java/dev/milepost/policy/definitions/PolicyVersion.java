package dev.milepost.policy.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A version of a policy in answers.
 *
 * @param number counts the versions of the policy from 1
 * @param version the version that the document states
 * @param digest the SHA-256 of the canonical document, {@code sha256:…}
 */
record PolicyVersion(
        String name, int number, String version, String digest, String author, Instant createdAt, JsonNode document) {}
