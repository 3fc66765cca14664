package dev.milepost.policy.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.policy.evidence.VexIndex.Statement;
import dev.milepost.policy.formats.EvidenceKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Marks vulnerabilities that OpenVEX documents, or analyses in CycloneDX, about the same service, commit or artifact
 * cover. A vulnerability of a component is covered by the latest statement about it and a product that is the component
 * itself, or the service or the artifact with this component, or with none, as its subcomponent. Only {@code not_affected}
 * and {@code fixed} suppress.
 */
public final class VexSuppression {

    /** The kinds of evidence with statements. */
    static final List<String> STATING = List.of(EvidenceKind.OPENVEX, EvidenceKind.CYCLONEDX);

    private static final Set<String> SUPPRESSING = Set.of("not_affected", "fixed");

    private final VexIndex index;
    private final VexSubject subject;

    private VexSuppression(VexIndex index, VexSubject subject) {
        this.index = index;
        this.subject = subject;
    }

    /** The member of the facts of a kind that has its findings; empty if it has none that can be suppressed. */
    static String findings(String kind) {
        return switch (kind) {
            case EvidenceKind.CYCLONEDX, EvidenceKind.SPDX -> "vulnerabilities";
            case EvidenceKind.SARIF -> "findings";
            default -> "";
        };
    }

    /** The same evidence, in which covered vulnerabilities are suppressed. What is not suppressed is not copied. */
    public static List<Evidence> apply(List<Evidence> found, String service, @Nullable String artifactDigest) {
        var index = new VexIndex();
        for (var evidence : found) {
            for (var finding : evidence.facts().path(findings(evidence.kind()))) {
                if (isOpen(finding)) {
                    index.expect(id(finding), component(finding));
                }
            }
        }
        var suppression = new VexSuppression(index, new VexSubject(service, artifactDigest));
        found.stream().filter(one -> one.kind().equals(EvidenceKind.OPENVEX)).forEach(suppression::add);
        found.stream().filter(one -> one.kind().equals(EvidenceKind.CYCLONEDX)).forEach(suppression::addAnalyses);
        return found.stream().map(suppression::apply).toList();
    }

    private void add(Evidence vex) {
        for (var content : vex.facts().path("statements")) {
            var names = new TreeSet<String>();
            names.add(content.path("vulnerability").asText());
            content.path("aliases").forEach(alias -> names.add(alias.asText()));
            names.removeIf(name -> !index.expects(name));
            if (!names.isEmpty()) {
                add(names, content, vex);
            }
        }
    }

    private void add(Set<String> names, JsonNode content, Evidence vex) {
        var time = content.path("timestamp");
        var status = content.path("status").asText();
        var justification = content.path("justification");
        var statement = new Statement(
                SUPPRESSING.contains(status),
                time.isTextual() ? Instant.parse(time.textValue()) : vex.producedAt(),
                "openvex %s: %s%s"
                        .formatted(
                                vex.id(), status, justification.isTextual() ? ", " + justification.textValue() : ""));
        for (var product : content.path("products")) {
            var parts = product.path("subcomponents");
            var isAboutSubject = product.path("ids").valueStream().anyMatch(id -> isSubject(id.asText()));
            if (isAboutSubject && parts.isEmpty()) {
                index.addForAll(names, statement);
            } else if (isAboutSubject || parts.isEmpty()) {
                var components = parts.isEmpty() ? product.path("ids") : parts;
                components.forEach(component -> index.add(names, component.asText(), statement));
            }
        }
    }

    /** CycloneDX states the analysis of a vulnerability in its component, also in documents that have nothing else. */
    private void addAnalyses(Evidence bill) {
        for (var vulnerability : bill.facts().path("vulnerabilities")) {
            var component = vulnerability.path("component");
            var id = vulnerability.path("id").asText();
            if (component.isTextual() && vulnerability.path("suppressed").asBoolean(false) && index.expects(id)) {
                var because = vulnerability.path("suppressed_by").asText();
                var statement =
                        new Statement(true, bill.producedAt(), "cyclonedx %s: %s".formatted(bill.id(), because));
                if (isSubject(component.textValue())) {
                    index.addForAll(Set.of(id), statement);
                } else {
                    index.add(Set.of(id), component.textValue(), statement);
                }
            }
        }
    }

    private boolean isSubject(String identifier) {
        index.count();
        return subject.is(identifier);
    }

    private Evidence apply(Evidence evidence) {
        var member = findings(evidence.kind());
        if (!(evidence.facts() instanceof ObjectNode facts) || !(facts.path(member) instanceof ArrayNode findings)) {
            return evidence;
        }
        Marks marks = null;
        for (int i = 0; i < findings.size(); i++) {
            var statement = suppressing(findings.get(i)).orElse(null);
            if (statement != null) {
                marks = marks == null ? Marks.of(facts, member, findings) : marks;
                marks.suppress(i, statement);
            }
        }
        return marks == null ? evidence : evidence.with(marks.facts());
    }

    /** The statement by which a finding is to be suppressed, by OpenVEX's rule for several. */
    private Optional<Statement> suppressing(JsonNode finding) {
        return isOpen(finding)
                ? index.latest(id(finding), component(finding)).filter(Statement::suppresses)
                : Optional.empty();
    }

    /** Whether a finding is one of a vulnerability that is not suppressed yet. */
    private static boolean isOpen(JsonNode finding) {
        return !id(finding).isEmpty() && !finding.path("suppressed").asBoolean(false);
    }

    private static String id(JsonNode finding) {
        return finding.path(finding.has("id") ? "id" : "vulnerability").asText();
    }

    private static String component(JsonNode finding) {
        return finding.path("component").asText("");
    }

    /** Facts in which findings are marked: a copy that shares what is not marked, as others may read the facts. */
    private record Marks(
            ObjectNode facts, ArrayNode findings, @Nullable ObjectNode counts) {

        static Marks of(ObjectNode original, String member, ArrayNode findings) {
            var facts = shallow(original);
            var marked = JsonNodeFactory.instance.arrayNode(findings.size()).addAll(findings);
            facts.set(member, marked);
            var counts = facts.path("by_severity") instanceof ObjectNode object ? shallow(object) : null;
            if (counts != null) {
                facts.set("by_severity", counts);
            }
            return new Marks(facts, marked, counts);
        }

        void suppress(int position, Statement statement) {
            var finding = shallow((ObjectNode) findings.get(position))
                    .put("suppressed", true)
                    .put("suppressed_by", statement.because());
            findings.set(position, finding);
            var severity = finding.path("severity").asText();
            if (counts != null && counts.path(severity).asInt() > 0) {
                counts.put(severity, counts.path(severity).asInt() - 1);
            }
        }

        private static ObjectNode shallow(ObjectNode object) {
            var copy = JsonNodeFactory.instance.objectNode();
            copy.setAll(object);
            return copy;
        }
    }
}
