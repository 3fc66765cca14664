package dev.milepost.platform.documents;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How entities are written. */
public enum DocumentFormat {
    JSON,
    YAML;

    /** By the media type of a body; empty where none is named or it is neither of them. */
    public static Optional<DocumentFormat> of(@Nullable String contentType) {
        var type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        var end = type.indexOf(';');
        return switch ((end < 0 ? type : type.substring(0, end)).strip()) {
            case "application/json" -> Optional.of(JSON);
            case "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml" -> Optional.of(YAML);
            default -> Optional.empty();
        };
    }
}
