package dev.milepost.policy.evidence;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What evidence is about, among the products of VEX: the artifact by its digest, or the service by its name. */
record VexSubject(String service, @Nullable String artifactDigest) {

    /** Package URLs of what is deployed. Others are those of libraries, which may have the name of the service. */
    private static final List<String> DEPLOYED = List.of("pkg:oci/", "pkg:docker/", "pkg:generic/", "pkg:github/");

    boolean is(String identifier) {
        var text = decoded(identifier);
        if (text.contains("sha256:")) {
            return artifactDigest != null && text.contains(artifactDigest);
        }
        if (DEPLOYED.stream().noneMatch(text::startsWith)) {
            return !service.isEmpty() && text.equals(service);
        }
        var plain = withoutQualifiers(text);
        var name = plain.substring(plain.lastIndexOf('/') + 1);
        int version = name.indexOf('@');
        return !service.isEmpty() && (version < 0 ? name : name.substring(0, version)).equals(service);
    }

    static String withoutQualifiers(String purl) {
        int end = purl.indexOf('?');
        return end < 0 ? purl : purl.substring(0, end);
    }

    /** The text itself if it has an escape that is none: the exceptions of many would take seconds. */
    private static String decoded(String text) {
        int escape = text.indexOf('%');
        if (escape < 0) {
            return text;
        }
        for (; escape >= 0; escape = text.indexOf('%', escape + 1)) {
            if (escape + 2 >= text.length()
                    || !HexFormat.isHexDigit(text.charAt(escape + 1))
                    || !HexFormat.isHexDigit(text.charAt(escape + 2))) {
                return text;
            }
        }
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
