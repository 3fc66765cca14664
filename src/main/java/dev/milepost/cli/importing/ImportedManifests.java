package dev.milepost.cli.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.platform.text.Trim;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The manifests of a Template: the module has its pages, steps and output, the golden path all else. */
final class ImportedManifests {

    private static final int MAX_NAME = 60;
    private static final Pattern OTHER_CHARACTERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern MAJOR_SUFFIX = Pattern.compile("-v([0-9]+)$");
    private static final Pattern TAG = Pattern.compile("[a-z0-9:+#]+(-[a-z0-9:+#]+)*");
    private static final Pattern VERSION = Pattern.compile("(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)");
    private static final String VERSION_ANNOTATION = "backstage.io/template-version";
    private static final Set<String> KNOWN_METADATA =
            Set.of("name", "title", "description", "tags", "annotations", "labels", "links");
    private static final Set<String> KNOWN_SPEC = Set.of("owner", "type", "lifecycle", "parameters", "steps", "output");

    private final TemplateDocument template;
    private final JsonNode metadata;
    private final JsonNode spec;
    private final String name;
    private final String version;
    private final String owner;

    ImportedManifests(TemplateDocument template, String version, @Nullable String owner) {
        this.template = template;
        metadata = template.value().path("metadata");
        spec = template.value().path("spec");
        name = name();
        var annotated = metadata.path("annotations").path(VERSION_ANNOTATION).asText();
        this.version = VERSION.matches(annotated) ? annotated : version;
        this.owner = owner(owner);
    }

    ObjectNode module() {
        var manifest = manifest("Module");
        var module = manifest.putObject("spec").put("phase", "scaffold").put("complete", true);
        changelog(module);
        for (var member : Set.of("parameters", "steps", "output")) {
            if (!spec.path(member).isNull() && spec.has(member)) {
                module.set(member, spec.get(member));
            }
        }
        withoutNulls(module.path("output"));
        module.path("steps").forEach(ImportedManifests::withoutNulls);
        return manifest;
    }

    ObjectNode goldenPath() {
        var manifest = manifest("GoldenPath");
        if (metadata.path("tags").isArray()) {
            tags((ObjectNode) manifest.get("metadata"));
        }
        for (var member : Set.of("annotations", "labels", "links")) {
            if (metadata.path(member).isContainerNode()
                    && !metadata.path(member).isEmpty()) {
                ((ObjectNode) manifest.get("metadata"))
                        .set(member, metadata.get(member).deepCopy());
            }
        }
        if (manifest.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations.remove(VERSION_ANNOTATION);
        }
        metadata.properties().forEach(member -> {
            if (!KNOWN_METADATA.contains(member.getKey())) {
                template.note("/metadata/" + member.getKey(), "is left out: a manifest has no such member");
            }
        });
        var path = manifest.putObject("spec")
                .put("type", spec.path("type").asText("service"))
                .put("lifecycle", spec.path("lifecycle").asText("production"));
        changelog(path);
        path.putArray("modules").addObject().put("module", name).put("range", version);
        var others = JsonNodeFactory.instance.objectNode();
        spec.properties().forEach(member -> {
            if (!KNOWN_SPEC.contains(member.getKey())) {
                others.set(member.getKey(), member.getValue());
            }
        });
        if (!others.isEmpty()) {
            path.set("template", others);
        }
        return manifest;
    }

    private ObjectNode manifest(String kind) {
        var manifest = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "milepost.dev/v1")
                .put("kind", kind);
        var written = manifest.putObject("metadata").put("name", name);
        for (var member : new String[] {"title", "description"}) {
            if (metadata.path(member).isTextual()
                    && !metadata.path(member).asText().isEmpty()) {
                written.put(member, metadata.path(member).asText());
            }
        }
        written.put("owner", owner).put("version", version);
        return manifest;
    }

    private static void changelog(ObjectNode spec) {
        spec.putObject("changelog").putArray("added").add("Imported from Backstage.");
    }

    private static void withoutNulls(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties().removeIf(member -> member.getValue().isNull());
        }
    }

    private String name() {
        var written = metadata.path("name").asText();
        var plain = Trim.both(
                OTHER_CHARACTERS.matcher(written.toLowerCase(Locale.ROOT)).replaceAll("-"), '-');
        // A name that ends like this is that of an older major version.
        plain = MAJOR_SUFFIX.matcher(plain).replaceFirst("-version-$1");
        plain = Trim.trailing(plain.substring(0, Math.min(MAX_NAME, plain.length())), '-');
        if (plain.isEmpty()) {
            template.refuse("/metadata/name", "is missing");
        } else if (!plain.equals(written)) {
            template.note("/metadata/name", "becomes '%s'".formatted(plain));
        }
        return plain;
    }

    private String owner(@Nullable String chosen) {
        if (chosen != null) {
            return chosen;
        }
        var written = spec.path("owner").asText();
        var ref = EntityRef.parse(written.strip(), "group", EntityRef.DEFAULT_NAMESPACE);
        if (ref.isPresent()
                && Set.of("group", "user").contains(ref.get().kind())
                && isPart(ref.get().namespace())
                && isPart(ref.get().name())) {
            return written.strip();
        }
        var plain = Trim.both(
                OTHER_CHARACTERS.matcher(written.toLowerCase(Locale.ROOT)).replaceAll("-"), '-');
        var owner = plain.isEmpty() ? "unknown" : plain.substring(0, Math.min(MAX_NAME, plain.length()));
        template.note(
                "/spec/owner", "becomes '%s', since it is no Group or User; --owner names another".formatted(owner));
        return owner;
    }

    private static boolean isPart(String part) {
        return part.length() <= MAX_NAME
                && OTHER_CHARACTERS.matcher(part).replaceAll("").length() > 0
                && part.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.')
                && Character.isLetterOrDigit(part.charAt(0))
                && Character.isLetterOrDigit(part.charAt(part.length() - 1));
    }

    private void tags(ObjectNode written) {
        var tags = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < metadata.path("tags").size(); i++) {
            var tag = metadata.path("tags").get(i).asText();
            if (!TAG.matches(tag)) {
                template.note("/metadata/tags/" + i, "is left out: '%s' is no tag of Backstage".formatted(tag));
            } else if (tags.valueStream().noneMatch(known -> known.asText().equals(tag))) {
                tags.add(tag);
            }
        }
        written.set("tags", tags);
    }
}
