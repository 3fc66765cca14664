package dev.milepost.catalog.references;

import dev.milepost.catalog.rules.SpellingSuggestion;
import java.util.Optional;

/** Proposes a published version for a template whose name is misspelled or whose version has a leading {@code v}. */
final class TemplateFix {

    private TemplateFix() {}

    static Optional<String> of(TemplateVersions templates, String name, String version) {
        var meantName = templates.templates().contains(name)
                ? Optional.of(name)
                : SpellingSuggestion.find(name, templates.templates());
        return meantName.flatMap(meant -> version(templates, meant, version).map(known -> meant + "@" + known));
    }

    private static Optional<String> version(TemplateVersions templates, String name, String version) {
        var plain = version.startsWith("v") || version.startsWith("V") ? version.substring(1) : version;
        return Optional.of(plain).filter(meant -> templates.contains(name, meant));
    }
}
