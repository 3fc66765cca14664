package dev.milepost.testing.oracle;

import org.jspecify.annotations.Nullable;

/** A template as an event names it: its id may end in the major version. */
record Template(String name, @Nullable String version) {

    static Template of(OracleEvent event) {
        var id = event.field("template_id");
        var version = event.data().path("template_version").asText(null);
        var major = id.replaceFirst(".*-v(?=\\d+$)", "");
        if (major.equals(id)) {
            return new Template(id, version);
        }
        var name = id.substring(0, id.length() - "-v".length() - major.length());
        return new Template(name, version == null ? major : version);
    }
}
