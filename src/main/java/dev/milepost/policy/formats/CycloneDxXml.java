package dev.milepost.policy.formats;

import dev.milepost.policy.formats.BillOfMaterials.Vulnerability;
import dev.milepost.policy.formats.XmlDocument.XmlPath;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a bill of materials of CycloneDX in XML, element by element. */
final class CycloneDxXml implements XmlDocument.Visitor {

    private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";

    private final BillOfMaterials bill = new BillOfMaterials();
    private final Map<String, String> componentOfRef = new HashMap<>();
    private final Deque<Component> open = new ArrayDeque<>();
    private @Nullable OpenVulnerability vulnerability;
    private String tool = "";
    private @Nullable Instant madeAt;

    private static final class Component {
        private String ref = "";
        private String type = "";
        private String name = "";
        private String version = "";
        private String purl = "";
        private boolean hasCard;
        private final Set<String> licences = new TreeSet<>();
    }

    private static final class OpenVulnerability {
        private String id = "";
        private String state = "";
        private String rated = "";
        private String score = "";
        private @Nullable String published;
        private FindingSeverity severity = FindingSeverity.UNKNOWN;
        private final List<String> refs = new ArrayList<>();
    }

    private CycloneDxXml() {}

    static ReadEvidence read(byte[] document) {
        var namespace = XmlDocument.namespace(document);
        if (!namespace.startsWith(NAMESPACE)) {
            throw Facts.invalid("/bom", "must have the namespace %s and a version".formatted(NAMESPACE));
        }
        var version = namespace.substring(NAMESPACE.length());
        CycloneDxReader.checkVersion(version, "/bom");
        var reader = new CycloneDxXml();
        XmlDocument.visit(document, reader);
        return ReadEvidence.of(EvidenceKind.CYCLONEDX, reader.tool, reader.madeAt, reader.bill.facts(version));
    }

    @Override
    public void start(XmlPath at, UnaryOperator<@Nullable String> attributes) {
        switch (at.name()) {
            case "component" -> {
                if (vulnerability != null) {
                    return;
                }
                var component = new Component();
                component.ref = text(attributes.apply("bom-ref"));
                component.type = text(attributes.apply("type"));
                open.push(component);
            }
            case "modelCard" -> {
                if (!open.isEmpty()) {
                    open.element().hasCard = true;
                }
            }
            case "vulnerabilities" -> bill.scanned();
            case "vulnerability" -> vulnerability = new OpenVulnerability();
            default -> {
                // The elements within say the rest at their end.
            }
        }
    }

    @Override
    public void end(XmlPath at, String text) {
        if (vulnerability != null) {
            endInVulnerability(vulnerability, at, Facts.text(Facts.IDENTIFIER, text));
        } else if (!open.isEmpty()) {
            endInComponent(open.element(), at, Facts.text(Facts.IDENTIFIER, text));
        } else if (at.is("bom", "metadata", "timestamp")) {
            madeAt = Facts.time(text);
        } else if (at.is("bom", "metadata", "tools", "tool", "name") && tool.isEmpty()) {
            tool = Facts.text(Facts.NAME, text);
        }
    }

    private void endInComponent(Component component, XmlPath at, String text) {
        switch (at.name()) {
            case "name" -> {
                if (at.parent().equals("component")) {
                    component.name = Facts.text(Facts.NAME, text);
                } else if (at.parent().equals("license")) {
                    component.licences.add(Facts.text(Facts.NAME, text));
                }
            }
            case "version" -> {
                if (at.parent().equals("component")) {
                    component.version = Facts.text(Facts.NAME, text);
                }
            }
            case "purl" -> component.purl = text;
            case "id" -> {
                if (at.parent().equals("license")) {
                    component.licences.add(Facts.text(Facts.NAME, text));
                }
            }
            case "expression" -> {
                if (at.parent().equals("licenses")) {
                    component.licences.add(Facts.text(Facts.NAME, text));
                }
            }
            case "component" -> close(open.pop(), at);
            default -> {
                // Hashes, references and properties are no facts.
            }
        }
    }

    private void close(Component component, XmlPath at) {
        if (component.name.isEmpty()) {
            throw Facts.invalid(at.text() + "/name", "is missing");
        }
        if (!component.ref.isEmpty()) {
            componentOfRef.putIfAbsent(
                    component.ref, CycloneDxReader.label(component.purl, component.name, component.version));
        }
        if (at.isBelow("tools")) {
            tool = tool.isEmpty() ? component.name : tool;
        } else if (!at.isBelow("metadata")) {
            component.licences.remove("");
            bill.component(component.licences);
            if (component.type.equals("machine-learning-model")) {
                bill.model(component.name, component.version, component.hasCard);
            }
        }
    }

    private void endInVulnerability(OpenVulnerability found, XmlPath at, String text) {
        switch (at.name()) {
            case "id" -> {
                if (at.parent().equals("vulnerability")) {
                    found.id = Facts.text(Facts.NAME, text);
                }
            }
            case "severity" -> found.rated = text;
            case "score" -> found.score = text;
            case "rating" -> {
                found.severity = found.severity.worse(CycloneDxReader.severity(found.rated, found.score));
                found.rated = "";
                found.score = "";
            }
            case "published" -> found.published = Facts.text(Facts.NAME, text);
            case "state" -> found.state = text;
            case "ref" -> found.refs.add(text);
            case "vulnerability" -> close(found, at);
            default -> {
                // Descriptions and advisories are no facts.
            }
        }
    }

    private void close(OpenVulnerability found, XmlPath at) {
        vulnerability = null;
        if (found.id.isEmpty()) {
            throw Facts.invalid(at.text() + "/id", "is missing");
        }
        var components = new ArrayList<@Nullable String>();
        found.refs.forEach(ref -> components.add(CycloneDxReader.componentOf(ref, componentOfRef)));
        if (components.isEmpty()) {
            components.add(null);
        }
        for (var component : components) {
            bill.vulnerability(new Vulnerability(
                    found.id, found.severity, component, found.published, CycloneDxReader.suppressedBy(found.state)));
        }
    }

    private static String text(@Nullable String attribute) {
        return attribute == null ? "" : Facts.text(Facts.IDENTIFIER, attribute);
    }
}
