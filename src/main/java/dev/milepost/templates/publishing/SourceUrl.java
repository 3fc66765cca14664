package dev.milepost.templates.publishing;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Addresses of folders, for Backstage to read. */
final class SourceUrl {

    private static final int MAX_LENGTH = 2_048;

    private SourceUrl() {}

    /** The same, where it is an address of the web or none at all. */
    static @Nullable String require(@Nullable String source) {
        if (source == null) {
            return null;
        }
        try {
            var address = new URI(source);
            var scheme = String.valueOf(address.getScheme());
            if ((scheme.equals("https") || scheme.equals("http"))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && source.length() <= MAX_LENGTH) {
                return source;
            }
        } catch (URISyntaxException e) {
            // Told below like any other that is none.
        }
        throw new InvalidSource();
    }
}
