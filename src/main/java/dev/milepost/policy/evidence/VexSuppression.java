package dev.milepost.policy.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.policy.formats.EvidenceKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Marks vulnerabilities that OpenVEX documents, or analyses in CycloneDX, about the same service, commit or artifact cover.
 * A vulnerability of a
 * component is covered by the latest statement about it and a product that is the component itself, or the service or the
 * artifact with this component, or with none, as its subcomponent. Only {@code not_affected} and {@code fixed} suppress.
 */
public final class VexSuppression {

    /** Package URLs of what is deployed. Others are those of libraries, which may have the name of the service. */
    private static final List<String> SUBJECTS = List.of("pkg:oci/", "pkg:docker/", "pkg:generic/", "pkg:github/");

    private final Map<String, List<Statement>> statements = new HashMap<>();
    private final String service;
    private final @Nullable String artifactDigest;

    private VexSuppression(String service, @Nullable String artifactDigest) {
        this.service = service;
        this.artifactDigest = artifactDigest;
    }

    /** @param because what a vulnerability is suppressed by */
    private record Statement(JsonNode content, Instant at, String because) {

        boolean suppresses() {
            var status = content.path("status").asText();
            return status.equals("not_affected") || status.equals("fixed");
        }
    }

    /** The same evidence, in which covered vulnerabilities are suppressed. */
    public static List<Evidence> apply(List<Evidence> found, String service, @Nullable String artifactDigest) {
        var suppression = new VexSuppression(service, artifactDigest);
        found.stream().filter(one -> one.kind().equals(EvidenceKind.OPENVEX)).forEach(suppression::add);
        found.stream().filter(one -> one.kind().equals(EvidenceKind.CYCLONEDX)).forEach(suppression::addAnalyses);
        return suppression.statements.isEmpty()
                ? found
                : found.stream().map(suppression::apply).toList();
    }

    private void add(Evidence vex) {
        for (var content : vex.facts().path("statements")) {
            var time = content.path("timestamp");
            var at = time.isTextual() ? Instant.parse(time.textValue()) : vex.producedAt();
            var justification = content.path("justification");
            var statement = new Statement(
                    content,
                    at,
                    "openvex %s: %s%s"
                            .formatted(
                                    vex.id(),
                                    content.path("status").asText(),
                                    justification.isTextual() ? ", " + justification.textValue() : ""));
            put(content.path("vulnerability").asText(), statement);
            content.path("aliases").forEach(alias -> put(alias.asText(), statement));
        }
    }

    /** CycloneDX states the analysis of a vulnerability in its component, also in documents that have nothing else. */
    private void addAnalyses(Evidence bill) {
        for (var vulnerability : bill.facts().path("vulnerabilities")) {
            var component = vulnerability.path("component");
            if (component.isTextual() && vulnerability.path("suppressed").asBoolean(false)) {
                var content = JsonNodeFactory.instance.objectNode().put("status", "not_affected");
                content.putArray("products").addObject().putArray("ids").add(component);
                put(
                        vulnerability.path("id").asText(),
                        new Statement(
                                content,
                                bill.producedAt(),
                                "cyclonedx %s: %s"
                                        .formatted(
                                                bill.id(),
                                                vulnerability
                                                        .path("suppressed_by")
                                                        .asText())));
            }
        }
    }

    private void put(String vulnerability, Statement statement) {
        statements.computeIfAbsent(vulnerability, none -> new ArrayList<>()).add(statement);
    }

    private Evidence apply(Evidence evidence) {
        var list = switch (evidence.kind()) {
            case EvidenceKind.CYCLONEDX, EvidenceKind.SPDX -> "vulnerabilities";
            case EvidenceKind.SARIF -> "findings";
            default -> "";
        };
        if (list.isEmpty() || !(evidence.facts() instanceof ObjectNode original)) {
            return evidence;
        }
        var facts = original.deepCopy();
        for (var finding : facts.path(list)) {
            suppress((ObjectNode) finding, facts);
        }
        return new Evidence(
                evidence.id(),
                evidence.kind(),
                evidence.service(),
                evidence.commitSha(),
                evidence.artifactDigest(),
                evidence.producedAt(),
                evidence.receivedAt(),
                evidence.verified(),
                evidence.signer(),
                evidence.digest(),
                facts);
    }

    private void suppress(ObjectNode finding, ObjectNode facts) {
        var id = finding.path(finding.has("id") ? "id" : "vulnerability").asText();
        if (id.isEmpty() || finding.path("suppressed").asBoolean(false)) {
            return;
        }
        latest(id, finding.path("component").asText(""))
                .filter(Statement::suppresses)
                .ifPresent(statement -> {
                    finding.put("suppressed", true);
                    finding.put("suppressed_by", statement.because());
                    var counts = facts.path("by_severity");
                    var severity = finding.path("severity").asText();
                    if (counts instanceof ObjectNode object
                            && object.path(severity).asInt() > 0) {
                        object.put(severity, object.path(severity).asInt() - 1);
                    }
                });
    }

    /** The latest statement that covers a vulnerability of a component, by OpenVEX's rule for several. */
    private Optional<Statement> latest(String vulnerability, String component) {
        return statements.getOrDefault(vulnerability, List.of()).stream()
                .filter(statement -> statement
                        .content()
                        .path("products")
                        .valueStream()
                        .anyMatch(product -> covers(product, component)))
                .max(Comparator.comparing(Statement::at));
    }

    private boolean covers(JsonNode product, String component) {
        var parts = product.path("subcomponents");
        for (var id : product.path("ids")) {
            if (!component.isEmpty() && isSame(id.asText(), component) && parts.isEmpty()) {
                return true;
            } else if (isSubject(id.asText())) {
                return parts.isEmpty()
                        || !component.isEmpty()
                                && parts.valueStream().anyMatch(part -> isSame(part.asText(), component));
            }
        }
        return false;
    }

    /** Whether an identifier is that of a component. Without a version, it is that of all its versions. */
    private static boolean isSame(String id, String component) {
        if (id.equals(component)) {
            return true;
        }
        var plain = withoutQualifiers(component);
        return id.startsWith("pkg:")
                && (id.equals(plain) || id.indexOf('@', id.lastIndexOf('/')) < 0 && plain.startsWith(id + "@"));
    }

    private static String withoutQualifiers(String purl) {
        int end = purl.indexOf('?');
        return end < 0 ? purl : purl.substring(0, end);
    }

    /** Whether an identifier is that of the service or of the artifact: by its digest, else by its name. */
    private boolean isSubject(String id) {
        var text = id.indexOf('%') < 0 ? id : decoded(id);
        if (text.contains("sha256:")) {
            return artifactDigest != null && text.contains(artifactDigest);
        }
        if (SUBJECTS.stream().noneMatch(text::startsWith)) {
            return !service.isEmpty() && text.equals(service);
        }
        var plain = withoutQualifiers(text);
        var name = plain.substring(plain.lastIndexOf('/') + 1);
        int version = name.indexOf('@');
        return !service.isEmpty() && (version < 0 ? name : name.substring(0, version)).equals(service);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
