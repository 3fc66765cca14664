package dev.milepost.platform.documents;

import dev.milepost.platform.text.MediaTypes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The format of a document. */
public enum DocumentFormat {
    JSON,
    YAML;

    /** The format of a media type. Empty if there is none or it is neither of them. */
    public static Optional<DocumentFormat> of(@Nullable String contentType) {
        return switch (MediaTypes.essence(contentType)) {
            case "application/json" -> Optional.of(JSON);
            case "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml" -> Optional.of(YAML);
            default -> Optional.empty();
        };
    }
}
