package dev.milepost.cli.backfill;

import com.google.re2j.Pattern;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.platform.text.Trim;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import org.eclipse.jgit.errors.InvalidPatternException;
import org.eclipse.jgit.fnmatch.FileNameMatcher;

/** Decides from their names which tags count as production deployments. */
final class ReleaseTagMatcher {

    enum Kind {
        RELEASE,
        PRE_RELEASE,
        OTHER
    }

    /** The first dotted number is the version. A single number ({@code v4}) is a tag that is moved between releases. */
    private static final Pattern VERSION = Pattern.compile("(?:^|[^0-9])([0-9]+(?:\\.[0-9]+){1,20})");

    /** The allowed suffixes of a release version: build metadata (SemVer 10), or a word that marks a release. */
    private static final Pattern RELEASED = Pattern.compile(
            "(?:[.-](?:(?i:final|ga|relea)[sS][eE]|(?i:final|ga)|[sS][pP]\\d+|(?i:lt)[sS]))?(?:\\+[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*)?");

    private static final Pattern PRE_RELEASE = Pattern.compile(
            "(?:^|[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*[-_/.@])(?:(?i:nightly|canary|alpha|beta|rc|preview|dev)|[sS](?i:nap)[sS](?i:hot))[-_/.@]");

    /** Compares numbers of any length, as texts without leading zeros. */
    private static final Comparator<String> NUMBERS =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final Optional<FileNameMatcher> pattern;

    private ReleaseTagMatcher(Optional<FileNameMatcher> pattern) {
        this.pattern = pattern;
    }

    /**
     * Matches tags that are named like a release: {@code 1.2.3}, {@code v1.2.3}, {@code name-1.2.3},
     * {@code 1.2.3.Final}.
     */
    static ReleaseTagMatcher byDefaultPattern() {
        return new ReleaseTagMatcher(Optional.empty());
    }

    /** Matches every tag whose name matches a glob, including pre-releases. */
    static ReleaseTagMatcher matching(String glob) {
        try {
            return new ReleaseTagMatcher(Optional.of(new FileNameMatcher(glob, null)));
        } catch (InvalidPatternException e) {
            throw CommandFailure.cannotRun("'%s' is not a valid tag pattern: %s.", glob, e.getMessage());
        }
    }

    Kind classify(String tag) {
        if (pattern.isPresent()) {
            var matcher = pattern.get();
            matcher.reset();
            matcher.append(tag);
            return matcher.isMatch() ? Kind.RELEASE : Kind.OTHER;
        }
        var version = VERSION.matcher(tag);
        if (!version.find()) {
            return Kind.OTHER;
        }
        var name = tag.substring(0, version.start(1));
        var rest = tag.substring(version.end(1));
        boolean released =
                RELEASED.matcher(rest).matches() && !PRE_RELEASE.matcher(name).lookingAt();
        return released ? Kind.RELEASE : Kind.PRE_RELEASE;
    }

    /** Compares tags by their first dotted number, part by part; those without one come first. Equal ones, by name. */
    static int compareVersions(String one, String other) {
        var first = version(one);
        var second = version(other);
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            int order = NUMBERS.compare(first.get(i), second.get(i));
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(first.size(), second.size());
        return order == 0 ? one.compareTo(other) : order;
    }

    /** The parts of the dotted number, without leading zeros. */
    private static List<String> version(String tag) {
        var version = VERSION.matcher(tag);
        if (!version.find()) {
            return List.of();
        }
        return Collections.list(new StringTokenizer(version.group(1), ".")).stream()
                .map(part -> Trim.leading((String) part, '0'))
                .toList();
    }
}
