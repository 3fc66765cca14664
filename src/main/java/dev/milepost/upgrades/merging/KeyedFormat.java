package dev.milepost.upgrades.merging;

import java.util.Locale;
import java.util.Optional;

/** The formats that are merged by key, and their parsers. */
enum KeyedFormat {
    YAML,
    JSON,
    POM;

    static Optional<KeyedFormat> of(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return Optional.of(YAML);
        } else if (name.endsWith(".json")) {
            return Optional.of(JSON);
        }
        return name.equals("pom.xml") ? Optional.of(POM) : Optional.empty();
    }

    /** Returns empty if the text is invalid or contains a construct that is not merged by key. */
    Optional<KeyedValue> read(String text) {
        return switch (this) {
            case YAML -> YamlKeyReader.read(text);
            case JSON -> JsonKeyReader.read(text);
            case POM -> PomKeyReader.read(text);
        };
    }
}
