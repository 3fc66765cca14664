package dev.milepost.catalog.validation;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.references.TemplateVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls that break every rule, most of them in the way that a fix is known for. */
public final class InvalidEntities {

    static final InMemoryCatalog CATALOG = new InMemoryCatalog(
            Set.of("group:default/payments", "system:default/checkout", "api:shop/orders", "component:shop/taken"),
            Map.of("taken", Set.of("component:shop/taken"), "orders", Set.of("api:shop/orders")),
            new TemplateVersions(Map.of(
                    "springboot-service", Map.of("2.0.0", true, "2.1.0", false, "2.10.0", false),
                    "node-service", Map.of("1.0.0", false))));

    static final String[] RULES_OF_ONES_OWN = {
        "rules.\"system-missing\".expression=kind != 'Component' || has(entity.spec.system)",
        "rules.\"system-missing\".message=Name the system.",
        "rules.\"system-missing\".pointer=/spec/system",
        "rules.\"system-missing\".fix=spec: {system: checkout}",
        "rules.\"title-fails\".expression=entity.metadata.title != ''",
        "rules.\"title-fails\".message=Give it a title.",
        "rules.\"title-fails\".fix=metadata: {title: Something}",
        "rules.\"tier-missing\".severity=error",
        "defaults.\"milepost.dev/compliance-level\"=internal",
        "defaults.\"milepost.dev/tier\"=3",
        "defaults.\"milepost.dev/risk\"=medium",
        "defaults.\"milepost.dev/model-version\"=0",
        "defaults.\"milepost.dev/training-data-classification\"=restricted",
        "defaults.\"milepost.dev/inference-endpoints\"=https://models.example.com",
        "defaults.\"milepost.dev/model-review\"=none@2026-01-01",
    };

    private static final String COMPONENT = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata:
              name: payments-api
              tags: [java]
              annotations:
                backstage.io/kubernetes-id: payments
                %s
            spec: {type: service, lifecycle: production, owner: payments}
            """;

    private InvalidEntities() {}

    public static List<List<Entity>> calls() {
        var calls = new ArrayList<List<Entity>>();
        for (var annotation : List.of(
                "milepost.dev/tier: 1",
                "milepost.dev/tier: tier-2",
                "milepost.dev/tier:",
                "milepost.dev/risk: Hihg",
                "milepost.dev/risk: [low]",
                "milepost.dev/deploy-type: K8s",
                "milepost.dev/ai: yes",
                "milepost.dev/ai: true",
                "milepost.dev/runtime: JVM",
                "milepost.dev/runtime: pyton@3",
                "milepost.dev/compliance-level: pcii",
                "milepost.dev/compliance-level: sox",
                "milepost.dev/lead-time-target: 2 days",
                "milepost.dev/environments: {blue: production, lab: testing}",
                "milepost.dev/environments: blue=production;lab=testing",
                "milepost.dev/runtime: ml-model",
                "milepost.dev/inference-endpoints: [\"https://a.example.com\", \"https://b.example.com\"]",
                "milepost.dev/telemetry-kye: a",
                "milepost.dev/colour: blue",
                "milepost.dev/telemetry-key: taken",
                "milepost.dev/telemetry-key: orders",
                "milepost.dev/template: springboot-service@v2.1.0",
                "milepost.dev/template: springboot-servise@2",
                "milepost.dev/template: springboot-service@3.0.0",
                "milepost.dev/template: springboot-service@2.0.0",
                "example.com/port: 8080",
                "example.com/on: true",
                "example.com/nothing:")) {
            calls.add(TestRules.entities(COMPONENT.formatted(annotation)));
        }
        calls.add(TestRules.entities(COMPONENT.formatted("").replace("kind: Component", "kind: COMPONENT")));
        calls.add(TestRules.entities(COMPONENT.formatted("").replace("service, lifecycle", "library, lifecycle")));
        calls.add(TestRules.entities(COMPONENT.formatted("").replace("  name:", "  namespace: My Shop\n  name:")));
        calls.add(TestRules.entities(COMPONENT.formatted("").replace("owner: payments", "owner: paymants")));
        calls.add(TestRules.entities(COMPONENT.formatted("").replace("owner: payments", "owner: shop/payments")));
        calls.add(TestRules.entities(COMPONENT
                .formatted("")
                .replace(
                        "owner: payments",
                        "owner: payments, system: chekout, consumesApis: [shop/orders, shop/order]")));
        calls.add(TestRules.entities(
                COMPONENT.formatted("").replace("owner: payments", "owner: payments, system: shop/checkout")));
        calls.add(TestRules.entities(COMPONENT.formatted("").replace("owner: payments", "owner: \"\"")));
        calls.add(TestRules.entities(COMPONENT.formatted("").replace("owner: payments", "owner: api:x")));
        calls.add(TestRules.entities(COMPONENT.formatted("").replace("owner: payments", "owner: [payments]")));
        calls.add(TestRules.entities(COMPONENT.formatted("").replace("owner: payments", "owner: [payments, shop]")));
        calls.add(TestRules.entities(
                COMPONENT.formatted("").replace("owner: payments", "owner: payments, system: {{ x }}")));
        try (var examples = Files.list(Path.of("catalog-schema/examples/invalid"))) {
            for (var example : examples.sorted().toList()) {
                calls.add(TestRules.entities(Files.readString(example)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return calls;
    }
}
