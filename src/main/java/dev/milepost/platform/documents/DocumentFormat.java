package dev.milepost.platform.documents;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The format of a document. */
public enum DocumentFormat {
    JSON,
    YAML;

    /** The format of a media type. Empty if there is none or it is neither of them. */
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
