package dev.milepost.templates.manifests;

import static dev.milepost.testing.Problems.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A manifest of each kind with all that it may have, and how they are read. */
final class ManifestTexts {

    static final String GOLDEN_PATH = """
            apiVersion: milepost.dev/v1
            kind: GoldenPath
            metadata: {name: quarkus-service, title: Quarkus service, owner: Platform, version: 2.3.1, tags: [java, recommended]}
            spec:
              type: service
              lifecycle: production
              changelog: {added: [a chart]}
              modules: [{module: quarkus-skeleton, range: "^2.1"}, {module: deploy-helm, range: "~1.4"}]
              parameters:
                - title: Service
                  required: [name]
                  properties:
                    name: {type: string, renamedFrom: component}
                - title: Place
                  properties: {region: {type: string}}
              retired: [cluster]
              policies: {image-scan: required, sca: optional}
              roadmap: [{title: Java 25, target: spring}]
              support: {deprecatedFrom: 2027-01-01, endOfLife: 2027-07-01, supersededBy: quarkus-service@3}
              timeSaved: PT4H
            """;
    static final String MODULE = """
            apiVersion: milepost.dev/v1
            kind: Module
            metadata: {name: deploy-helm, owner: user:default/Jane, version: 1.4.0-rc.1}
            spec:
              phase: deploy
              changelog: {fixed: [a probe]}
              requires: [{capability: image, range: ">=1 <3"}, {module: base}]
              provides: [{capability: chart, version: 1.0.0}]
              conflicts: [{module: deploy-kustomize}]
              parameters: {title: Chart, properties: {replicas: {type: integer}}}
              skeleton: {targetPath: deploy, values: {name: "${{ parameters.name }}"}, copyWithoutTemplating: ["templates/**"]}
              steps: [{id: fetch, action: "fetch:plain", input: {url: ./x}}, {action: "debug:log"}]
              files: [{path: "deploy/values.yaml", behaviour: seed}, {path: "deploy/**", behaviour: managed}]
              migrations: [{from: "<1.4.0", kind: move, text: it has moved, path: chart, to: deploy}]
            """;

    private ManifestTexts() {}

    static Manifest read(String text) {
        return ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
    }

    static List<Fault> faults(String text) {
        var problem = problemOf(() -> read(text));
        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_MANIFEST);
        return problem.faults();
    }
}
