package dev.milepost.upgrades.merging;

import java.util.Locale;
import java.util.Optional;

/** The kinds of text that are merged by key, and how their entries are parted. */
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

    /** Empty where it cannot be read, or has something that is not merged by key. */
    Optional<KeyedValue> read(String text) {
        return switch (this) {
            case YAML -> YamlKeyReader.read(text);
            case JSON -> JsonKeyReader.read(text);
            case POM -> PomKeyReader.read(text);
        };
    }
}
