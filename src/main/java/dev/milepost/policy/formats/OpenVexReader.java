package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Set;

/**
 * Reads statements about whether vulnerabilities affect products.
 *
 * @see <a href="https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md">OpenVEX</a>
 */
final class OpenVexReader {

    static final String CONTEXT = "https://openvex.dev/ns";

    private static final int MAX_STATEMENTS = 1_000;

    /** Of one statement, and of one product. */
    private static final int MAX_PRODUCTS = 100;

    private static final int MAX_CHARACTERS = 200_000;

    private static final Set<String> STATUSES = Set.of("not_affected", "affected", "fixed", "under_investigation");

    private OpenVexReader() {}

    static ReadEvidence read(JsonNode document) {
        var statements = Facts.list(document, "statements", "");
        if (statements.isEmpty()) {
            throw Facts.invalid("/statements", "must have at least one statement");
        } else if (statements.size() > MAX_STATEMENTS) {
            throw Facts.invalid("/statements", "must have at most %d statements".formatted(MAX_STATEMENTS));
        }
        var facts = Facts.object();
        var read = facts.putArray("statements");
        for (int i = 0; i < statements.size(); i++) {
            statement(Facts.object(statements.get(i), "/statements/" + i), document, "/statements/" + i, read);
        }
        if (facts.toString().length() > MAX_CHARACTERS) {
            throw Facts.invalid(
                    "/statements", "are longer than %d characters: split the document".formatted(MAX_CHARACTERS));
        }
        var updated = Facts.time(document, "last_updated");
        return ReadEvidence.of(
                EvidenceKind.OPENVEX,
                // Documents of several authors, or about several products, stand side by side.
                Facts.text(Facts.NAME, document.path("@id").asText()),
                updated == null ? Facts.time(document, "timestamp") : updated,
                facts);
    }

    private static void statement(JsonNode statement, JsonNode document, String at, ArrayNode read) {
        var status = statement.path("status").asText();
        if (!STATUSES.contains(status)) {
            throw Facts.invalid(at + "/status", "must be not_affected, affected, fixed or under_investigation");
        }
        var justification = Facts.name(statement, "justification");
        if (status.equals("not_affected")
                && justification.isEmpty()
                && Facts.name(statement, "impact_statement").isEmpty()) {
            throw Facts.invalid(
                    at + "/justification", "is missing: not_affected needs a justification or impact_statement");
        }
        var vulnerability = statement.path("vulnerability");
        var name = vulnerability.isTextual()
                ? vulnerability.asText()
                : vulnerability.path("name").asText();
        if (name.isBlank()) {
            throw Facts.invalid(at + "/vulnerability/name", "is missing");
        }
        var fact = read.addObject();
        fact.put("vulnerability", Facts.text(Facts.NAME, name));
        var aliases = fact.putArray("aliases");
        vulnerability
                .path("aliases")
                .valueStream()
                .limit(MAX_PRODUCTS)
                .forEach(alias -> aliases.add(Facts.text(Facts.NAME, alias.asText())));
        var products = Facts.list(statement, "products", at);
        if (products.size() > MAX_PRODUCTS) {
            throw Facts.invalid(at + "/products", "must have at most %d products".formatted(MAX_PRODUCTS));
        }
        var list = fact.putArray("products");
        for (int i = 0; i < products.size(); i++) {
            product(products.get(i), at + "/products/" + i, list);
        }
        fact.put("status", status);
        fact.put("justification", justification.isEmpty() ? null : justification);
        var own = Facts.time(statement, "timestamp");
        var time = own == null ? Facts.time(document, "timestamp") : own;
        fact.put("timestamp", time == null ? null : time.toString());
    }

    /** Products are texts before version 0.2.0 of OpenVEX. */
    private static void product(JsonNode product, String at, ArrayNode list) {
        var read = list.addObject();
        var ids = read.putArray("ids");
        identifiers(product, ids);
        if (ids.isEmpty()) {
            throw Facts.invalid(at, "has no @id, identifier or hash");
        }
        var parts = Facts.list(product, "subcomponents", at);
        if (parts.size() > MAX_PRODUCTS) {
            throw Facts.invalid(at + "/subcomponents", "must be at most %d".formatted(MAX_PRODUCTS));
        }
        var subcomponents = read.putArray("subcomponents");
        parts.forEach(part -> identifiers(part, subcomponents));
    }

    private static void identifiers(JsonNode component, ArrayNode ids) {
        if (component.isTextual()) {
            add(component, ids);
            return;
        }
        add(component.path("@id"), ids);
        component.path("identifiers").valueStream().limit(10).forEach(id -> add(id, ids));
        var hash = component.path("hashes").path("sha-256");
        if (hash.isTextual()) {
            ids.add("sha256:" + Facts.text(64, hash.textValue()));
        }
    }

    private static void add(JsonNode id, ArrayNode ids) {
        if (id.isTextual() && !id.textValue().isBlank()) {
            ids.add(Facts.text(Facts.NAME, id.textValue()));
        }
    }
}
