package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.templates.manifests.Manifest.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.semver4j.SemverException;

/** Reads the common part of manifests from a document that is valid against its schema. */
final class MetadataReader {

    private static final Pattern OLDER_MAJOR = Pattern.compile(".*-v[0-9]+");
    private static final Pattern REF_PART = Pattern.compile("[a-z0-9]([-a-z0-9_.]*[a-z0-9])?");
    private static final int MAX_REF_PART_LENGTH = 63;

    private MetadataReader() {}

    static Metadata read(JsonNode metadata, FaultCollector faults) {
        var name = metadata.path("name").asText();
        if (OLDER_MAJOR.matches(name)) {
            faults.add("/metadata/name", "must not end in -v and digits: such names are used for older major versions");
        }
        return new Metadata(
                name,
                text(metadata, "title"),
                text(metadata, "description"),
                owner(metadata.path("owner").asText(), faults),
                version(metadata.path("version").asText(), "/metadata/version", faults),
                metadata.path("tags").valueStream().map(JsonNode::asText).toList());
    }

    static Changelog changelog(JsonNode changelog, FaultCollector faults) {
        var read = new Changelog(
                entries(changelog, "added"),
                entries(changelog, "changed"),
                entries(changelog, "fixed"),
                entries(changelog, "removed"),
                entries(changelog, "security"));
        if (read.added().isEmpty()
                && read.changed().isEmpty()
                && read.fixed().isEmpty()
                && read.removed().isEmpty()
                && read.security().isEmpty()) {
            faults.add("/spec/changelog", "must have an entry in added, changed, fixed, removed or security");
        }
        return read;
    }

    static @Nullable String text(JsonNode object, String member) {
        return object.path(member).textValue();
    }

    /** Parses a version. Numbers beyond {@code int} match the schema and are reported as a fault here. */
    static Semver version(String text, String at, FaultCollector faults) {
        try {
            return new Semver(text);
        } catch (SemverException e) {
            faults.add(at, "is not a valid version: " + e.getMessage());
            return Semver.ZERO;
        }
    }

    private static List<String> entries(JsonNode changelog, String member) {
        return changelog.path(member).valueStream().map(JsonNode::asText).toList();
    }

    private static String owner(String text, FaultCollector faults) {
        var ref = EntityRef.parse(text.strip(), "group", EntityRef.DEFAULT_NAMESPACE)
                .filter(MetadataReader::isOwner);
        return ref.map(EntityRef::toString).orElseGet(() -> {
            faults.add("/metadata/owner", "must be a Group or User of the catalog, such as group:default/platform");
            return text;
        });
    }

    private static boolean isOwner(EntityRef ref) {
        return (ref.kind().equals("group") || ref.kind().equals("user"))
                && isRefPart(ref.namespace())
                && isRefPart(ref.name());
    }

    private static boolean isRefPart(String part) {
        return part.length() <= MAX_REF_PART_LENGTH && REF_PART.matches(part);
    }
}
