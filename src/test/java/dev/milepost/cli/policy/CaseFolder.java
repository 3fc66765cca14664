package dev.milepost.cli.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder with one policy and its cases. */
record CaseFolder(Path path) {

    void write(String file, String text) throws IOException {
        Files.writeString(path.resolve(file), text);
    }

    void policy(String spec) throws IOException {
        write("policy.yaml", """
                apiVersion: milepost.dev/v1
                kind: Policy
                metadata: {name: p, title: P, owner: group:default/platform, version: 1.0.0, severity: high}
                spec:
                %s""".formatted(spec.indent(2)));
    }

    void cases(String cases) throws IOException {
        write("p.policy-test.yaml", """
                apiVersion: milepost.dev/v1
                kind: PolicyTest
                policy: p
                defaults: {now: "2026-06-15T12:00:00Z", hook: deploy, service: payments-api}
                cases:
                %s""".formatted(cases.indent(2)));
    }

    /** Calls {@code ./milepost policy test} with these options. */
    PolicyCall test(String... options) {
        var words = new ArrayList<>(List.of("test"));
        words.addAll(List.of(options));
        words.add(path.toString());
        return PolicyCall.of(words.toArray(String[]::new));
    }
}
