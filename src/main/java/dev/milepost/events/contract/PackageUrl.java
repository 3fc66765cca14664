package dev.milepost.events.contract;

import com.google.re2j.Pattern;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A package URL (purl), {@code pkg:type/namespace/name@version?qualifiers}: the parts that identify a service and a
 * commit.
 */
record PackageUrl(String type, String name, @Nullable String version, String qualifiers) {

    private static final Pattern SYNTAX = Pattern.compile(
            "pkg:/*([^/]+)/(?:[^@?#]*/)?([^@?#/]+)(?:@([^?#]+))?(?:\\?([^#]*))?(?:#[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*)?");

    private static final Pattern VCS_COMMIT =
            Pattern.compile("(?:^|&)vcs_url=[^&]*@([0-9a-f]{40}|[0-9a-f]{64})(?:&|$)");

    private static final Pattern DIGEST = Pattern.compile("[a-z0-9]+:[0-9a-f]+");

    /** Types whose version is a commit or a tag of the repository (purl specification, "Known purl types"). */
    private static final Set<String> OF_REPOSITORIES = Set.of("github", "gitlab", "bitbucket", "golang", "swift");

    static Optional<PackageUrl> parse(String text) {
        var parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var version = parts.group(3);
        var qualifiers = parts.group(4);
        return Optional.of(new PackageUrl(
                parts.group(1),
                decode(parts.group(2)),
                version == null ? null : decode(version),
                qualifiers == null ? "" : decode(qualifiers)));
    }

    /**
     * Returns a purl whose version is a digest without what does not identify it: qualifiers such as {@code
     * repository_url}, and a colon that is not encoded. Those who package, publish and deploy an image write them
     * differently. Any other text is returned as it is.
     */
    static String withoutPlace(String text) {
        var parts = SYNTAX.matcher(text);
        if (!parts.matches() || parts.group(3) == null) {
            return text;
        }
        var version = decode(parts.group(3));
        return DIGEST.matcher(version).matches()
                ? text.substring(0, parts.start(3)) + version.replace(":", "%3A")
                : text;
    }

    /**
     * Returns the commit that the package was built from; empty if the purl has none. The digest of an image is not a
     * commit.
     */
    Optional<String> commit() {
        var named = VCS_COMMIT.matcher(qualifiers);
        if (named.find()) {
            return Optional.of(named.group(1));
        }
        return Optional.ofNullable(version).filter(text -> OF_REPOSITORIES.contains(type) && CdEvent.isSha(text));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
