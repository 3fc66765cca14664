package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses of folders that Backstage can read. */
final class SourceUrl {

    private static final int MAX_LENGTH = 2_048;

    private SourceUrl() {}

    /** Returns the address unchanged if it is a valid web address or null. */
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
            // Reported below, like any other invalid address.
        }
        var detail = "must be the https address of the manifest's folder, without user information";
        throw ProblemException.of(
                ProblemType.INVALID_REQUEST, "source " + detail, List.of(new Fault("source", detail)));
    }
}
