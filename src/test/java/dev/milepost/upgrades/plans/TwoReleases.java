package dev.milepost.upgrades.plans;

import java.util.HashMap;
import java.util.Map;

/** A golden path in two releases, of which the later one renames a parameter, moves a file and merges with edits. */
final class TwoReleases {

    static final String MANIFEST = """
            parameters:
              title: Service
              required: [name]
              properties:
                name: {type: string}
                greeting: {type: string, default: Hello}
                token: {type: string, ui:field: Secret}
                region: {type: string, default: eu}
            skeleton: {targetPath: .}
            files: [{path: pipeline.yaml, behaviour: managed}, {path: src/**, behaviour: seed}]
            """;
    static final String NEXT_MANIFEST = """
            parameters:
              title: Service
              required: [name, contact]
              properties:
                name: {type: string}
                salutation: {type: string, default: Hello, renamedFrom: greeting}
                token: {type: string, ui:field: Secret}
                region: {type: string, default: us}
                contact: {type: string, title: Contact, minLength: 3}
            retired: []
            skeleton: {targetPath: .}
            files: [{path: pipeline.yaml, behaviour: managed}, {path: src/**, behaviour: seed}]
            migrations:
              - {from: <1.1.0, kind: move, text: The notes have a folder., path: NOTES.md, to: docs/NOTES.md}
              - {from: <1.1.0, kind: manual, text: Tell the team.}
              - {from: ">=1.1.0", kind: manual, text: Not from here.}
            """;
    static final Map<String, String> SKELETON = Map.of(
            "README.md", "# ${{ values.name }}\n\n${{ values.greeting }}\n\nfirst\n",
            "config.txt", "a\nb\nc\nd\ne\n",
            "pipeline.yaml", "steps: [build]\n",
            "src/main.txt", "code\n",
            "old.txt", "old\n",
            "gone.txt", "gone\n",
            "NOTES.md", "one\ntwo\nthree\nfour\n",
            "from.txt", "${{ values.milepost.template.version }} ${{ values.milepost.correlationId }}\n");
    static final Map<String, String> NEXT_SKELETON = Map.of(
            "README.md", "# ${{ values.name }}\n\n${{ values.salutation }}\n\nsecond\n",
            "config.txt", "a\nb\nc\nd\nE\n",
            "pipeline.yaml", "steps: [build, scan]\n",
            "src/main.txt", "better code\n",
            "gone.txt", "gone\n",
            "docs/NOTES.md", "one\ntwo\nthree\nFOUR\n",
            "new.txt", "${{ values.contact }}\n",
            "from.txt", "${{ values.milepost.template.version }} ${{ values.milepost.correlationId }}\n");

    private TwoReleases() {}

    /** The files of a service as version 1.0.0 makes them. */
    static Map<String, String> files(String service, String greeting) {
        var files = new HashMap<>(SKELETON);
        files.put("README.md", "# %s\n\n%s\n\nfirst\n".formatted(service, greeting));
        files.put("from.txt", "1.0.0 task-%s\n".formatted(service));
        return files;
    }

    /** Publishes both releases, and the later one is stable. */
    static void publish(GoldenPaths paths) {
        paths.publish("1.0.0", MANIFEST, SKELETON);
        paths.publish("1.1.0", NEXT_MANIFEST, NEXT_SKELETON);
        paths.promote("1.1.0");
    }
}
