package dev.milepost.policy.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.DocumentFormat;
import java.nio.charset.StandardCharsets;

/** Policies of tests. */
public final class TestPolicies {

    private TestPolicies() {}

    /** @param spec YAML of two spaces' indentation */
    public static String yaml(String name, String spec) {
        return """
                apiVersion: milepost.dev/v1
                kind: Policy
                metadata:
                  name: %s
                  title: A policy of tests
                  owner: group:default/platform
                  version: 1.0.0
                  severity: high
                spec:
                %s""".formatted(name, spec.indent(2));
    }

    public static JsonNode json(String yaml) {
        return PolicyDocument.parse(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
    }

    public static Policy policy(String spec) {
        return PolicyDocument.read(json(yaml("p", spec)));
    }

    /** A policy with one built-in check. */
    public static Policy check(String rule) {
        return policy("hooks: [deploy]\nengine: builtin\nrules:\n- {%s}\n".formatted(rule));
    }
}
