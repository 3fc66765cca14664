package dev.milepost.backfill;

import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.InvalidPatternException;
import org.eclipse.jgit.fnmatch.FileNameMatcher;

/** Which tags stand for a production deployment, told by their names. */
final class ReleaseTags {

    enum Kind {
        RELEASE,
        PRE_RELEASE,
        OTHER
    }

    /** The first dotted number is the version; a single number ({@code v4}) is a pointer that is moved. */
    private static final Pattern VERSION = Pattern.compile("(?<!\\d)\\d++(?:\\.\\d++){1,20}+");

    /** What may follow the version of a release: build metadata (SemVer 10), or a word that says so. */
    private static final Pattern RELEASED =
            Pattern.compile("(?:[.-](?:final|ga|release|sp\\d+|lts))?(?:\\+.*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern BEFORE_RELEASE = Pattern.compile(
            "(?:^|.*[-_/.@])(?:nightly|snapshot|canary|alpha|beta|rc|preview|dev)[-_/.@]", Pattern.CASE_INSENSITIVE);

    private final Optional<FileNameMatcher> pattern;

    private ReleaseTags(Optional<FileNameMatcher> pattern) {
        this.pattern = pattern;
    }

    /** Tags that are named like a release: {@code 1.2.3}, {@code v1.2.3}, {@code name-1.2.3}, {@code 1.2.3.Final}. */
    static ReleaseTags usual() {
        return new ReleaseTags(Optional.empty());
    }

    /** Every tag whose name matches a glob, pre-releases among them. */
    static ReleaseTags matching(String glob) {
        try {
            return new ReleaseTags(Optional.of(new FileNameMatcher(glob, null)));
        } catch (InvalidPatternException e) {
            throw CannotBackfill.misused("'%s' is not a pattern of tag names: %s.", glob, e.getMessage());
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
        var name = tag.substring(0, version.start());
        var rest = tag.substring(version.end());
        boolean released = RELEASED.matcher(rest).matches()
                && !BEFORE_RELEASE.matcher(name).lookingAt();
        return released ? Kind.RELEASE : Kind.PRE_RELEASE;
    }
}
