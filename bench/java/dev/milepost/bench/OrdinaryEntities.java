package dev.milepost.bench;

import dev.milepost.platform.documents.DocumentFormat;
import java.nio.charset.StandardCharsets;

/** Entities as catalogs have them: of ten, seven components, an API, a resource and a system, half of them wanting. */
final class OrdinaryEntities {

    private final int count;
    private final DocumentFormat format;

    OrdinaryEntities(int count, DocumentFormat format) {
        this.count = count;
        this.format = format;
    }

    /** The same entities, each with a word that they have in no other round. */
    byte[] round(int round) {
        var text = new StringBuilder();
        for (int number = 0; number < count; number++) {
            var entity = (format == DocumentFormat.JSON ? json() : yaml())
                    .replace("KIND", kind(number))
                    .replace("NUMBER", Integer.toString(number))
                    .replace("ROUND", Integer.toString(round))
                    .replace("LIFECYCLE", number % 2 == 0 ? "production" : "experimental")
                    .replace("RISK", number % 5 == 0 ? "High" : "high");
            text.append(format == DocumentFormat.YAML ? "---\n" : number == 0 ? "[" : ",")
                    .append(entity);
        }
        return text.append(format == DocumentFormat.JSON ? "]" : "").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String kind(int number) {
        return switch (number % 10) {
            case 0 -> "API";
            case 1 -> "Resource";
            case 2 -> "System";
            default -> "Component";
        };
    }

    private static String json() {
        return """
                {"apiVersion":"backstage.io/v1alpha1","kind":"KIND","metadata":{"name":"service-NUMBER",\
                "description":"Takes orders from the web shop and hands them on to the warehouse.",\
                "labels":{"example.com/round":"rROUND"},"tags":["java","orders"],\
                "annotations":{"backstage.io/techdocs-ref":"dir:.","github.com/project-slug":"shop/service-NUMBER",\
                "backstage.io/managed-by-location":"url:https://git.example.com/shop/service-NUMBER/catalog-info.yaml",\
                "backstage.io/kubernetes-id":"service-NUMBER","milepost.dev/runtime":"jvm@21",\
                "milepost.dev/deploy-type":"kubernetes","milepost.dev/compliance-level":"pci","milepost.dev/risk":"RISK",\
                "milepost.dev/template":"springboot-service@2.1.0"},\
                "links":[{"url":"https://dash.example.com/NUMBER","title":"Dashboard","icon":"dashboard"}]},\
                "spec":{"type":"service","lifecycle":"LIFECYCLE","owner":"group:default/orders","system":"shop",\
                "providesApis":["orders-api"],"dependsOn":["resource:default/orders-db","component:default/stock"]}}""";
    }

    private static String yaml() {
        return """
                apiVersion: backstage.io/v1alpha1
                kind: KIND
                metadata:
                  name: service-NUMBER
                  description: Takes orders from the web shop and hands them on to the warehouse.
                  labels:
                    example.com/round: rROUND
                  tags: [java, orders]
                  annotations:
                    backstage.io/techdocs-ref: dir:.
                    github.com/project-slug: shop/service-NUMBER
                    backstage.io/managed-by-location: url:https://git.example.com/shop/service-NUMBER/catalog-info.yaml
                    backstage.io/kubernetes-id: service-NUMBER
                    milepost.dev/runtime: jvm@21
                    milepost.dev/deploy-type: kubernetes
                    milepost.dev/compliance-level: pci
                    milepost.dev/risk: RISK
                    milepost.dev/template: springboot-service@2.1.0
                  links:
                    - url: https://dash.example.com/NUMBER
                      title: Dashboard
                      icon: dashboard
                spec:
                  type: service
                  lifecycle: LIFECYCLE
                  owner: group:default/orders
                  system: shop
                  providesApis: [orders-api]
                  dependsOn:
                    - resource:default/orders-db
                    - component:default/stock
                """;
    }
}
