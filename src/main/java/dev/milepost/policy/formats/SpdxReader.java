package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bill of materials of SPDX, in JSON or as tags and values. The packages that the document describes are not
 * counted if it has others: they are what it is about.
 *
 * @see <a href="https://spdx.github.io/spdx-spec/v2.3/">SPDX 2.3</a>
 */
final class SpdxReader {

    private static final String CREATED_BY_TOOL = "Tool: ";
    private static final Set<String> NO_LICENCE = Set.of("", "NOASSERTION", "NONE");

    private SpdxReader() {}

    /** @param licences what it is concluded to be under, else what it declares */
    private record SpdxPackage(String id, List<String> licences) {}

    static ReadEvidence read(JsonNode document) {
        checkVersion(document.path("spdxVersion").asText(), "/spdxVersion");
        var packages = new ArrayList<SpdxPackage>();
        var list = Facts.list(document, "packages", "");
        for (int i = 0; i < list.size(); i++) {
            var one = Facts.object(list.get(i), "/packages/" + i);
            if (Facts.name(one, "name").isEmpty()) {
                throw Facts.invalid("/packages/" + i + "/name", "is missing");
            }
            packages.add(new SpdxPackage(
                    one.path("SPDXID").asText(),
                    licences(Facts.name(one, "licenseConcluded"), Facts.name(one, "licenseDeclared"))));
        }
        var described = new HashSet<String>();
        document.path("documentDescribes").forEach(id -> described.add(id.asText()));
        for (var relationship : Facts.list(document, "relationships", "")) {
            if ("DESCRIBES".equals(relationship.path("relationshipType").asText())) {
                described.add(relationship.path("relatedSpdxElement").asText());
            }
        }
        var creation = document.path("creationInfo");
        var creators = Facts.list(creation, "creators", "/creationInfo");
        return read(
                document.path("spdxVersion").asText(),
                tool(creators.valueStream().map(JsonNode::asText).toList()),
                Facts.time(creation, "created"),
                packages,
                described);
    }

    static ReadEvidence readTags(byte[] text) {
        var tags = new SpdxTags(text);
        var packages = new ArrayList<SpdxPackage>();
        var creators = new ArrayList<String>();
        var described = new HashSet<String>();
        var fields = new PackageFields();
        var version = "";
        Instant created = null;
        for (var tag = tags.next(); tag != null; tag = tags.next()) {
            switch (tag.name()) {
                case "SPDXVersion" -> version = tag.value();
                case "Creator" -> creators.add(tag.value());
                case "Created" -> created = Facts.time(tag.value());
                case "Relationship" -> describes(tag.value(), described);
                case "PackageName" -> {
                    fields.flush(packages);
                    fields.isOpen = true;
                }
                // A file or snippet begins, whose fields have the same names.
                case "FileName", "SnippetSPDXID" -> fields.flush(packages);
                case "SPDXID" -> fields.id = fields.isOpen ? tag.value() : fields.id;
                case "PackageLicenseConcluded" -> fields.concluded = tag.value();
                case "PackageLicenseDeclared" -> fields.declared = tag.value();
                default -> {
                    // Others are no facts.
                }
            }
        }
        fields.flush(packages);
        checkVersion(version, "/SPDXVersion");
        return read(version, tool(creators), created, packages, described);
    }

    private static final class PackageFields {

        private boolean isOpen;
        private String id = "";
        private String concluded = "";
        private String declared = "";

        void flush(List<SpdxPackage> packages) {
            if (isOpen) {
                packages.add(new SpdxPackage(
                        id, licences(Facts.text(Facts.NAME, concluded), Facts.text(Facts.NAME, declared))));
            }
            isOpen = false;
            id = "";
            concluded = "";
            declared = "";
        }
    }

    private static void checkVersion(String version, String at) {
        if (!version.equals("SPDX-2.3") && !version.equals("SPDX-2.2")) {
            throw Facts.invalid(at, "must be SPDX-2.3 or SPDX-2.2");
        }
    }

    private static List<String> licences(String concluded, String declared) {
        var licence = NO_LICENCE.contains(concluded) ? declared : concluded;
        return NO_LICENCE.contains(licence) ? List.of() : List.of(licence);
    }

    private static void describes(String relationship, Set<String> described) {
        var between = " DESCRIBES ";
        int at = relationship.indexOf(between);
        if (at > 0) {
            described.add(relationship.substring(at + between.length()).strip());
        }
    }

    private static String tool(List<String> creators) {
        return creators.stream()
                .filter(creator -> creator.startsWith(CREATED_BY_TOOL))
                .map(creator -> Facts.text(Facts.NAME, creator.substring(CREATED_BY_TOOL.length())))
                .map(SpdxReader::withoutVersion)
                .findFirst()
                .orElse("");
    }

    /** SPDX has tools as {@code syft-1.20.0}; a new version of a tool replaces what the last one found. */
    private static String withoutVersion(String tool) {
        int dash = tool.lastIndexOf('-');
        return dash > 0 && tool.substring(dash + 1).chars().anyMatch(c -> c >= '0' && c <= '9')
                ? tool.substring(0, dash)
                : tool;
    }

    private static ReadEvidence read(
            String version, String tool, @Nullable Instant created, List<SpdxPackage> packages, Set<String> described) {
        var parts =
                packages.stream().filter(one -> !described.contains(one.id())).toList();
        var bill = new BillOfMaterials();
        (parts.isEmpty() ? packages : parts).forEach(one -> bill.component(one.licences()));
        return ReadEvidence.of(
                EvidenceKind.SPDX, tool, created, bill.facts(version.substring(version.indexOf('-') + 1)));
    }
}
