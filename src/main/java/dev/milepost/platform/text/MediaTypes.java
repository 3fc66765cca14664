package dev.milepost.platform.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Media types as they stand in headers and attributes. */
public final class MediaTypes {

    private MediaTypes() {}

    /** Returns the type and subtype in lower case, without parameters; empty if there is no content type. */
    public static String essence(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
