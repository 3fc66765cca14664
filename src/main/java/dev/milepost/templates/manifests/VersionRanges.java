package dev.milepost.templates.manifests;

import com.google.re2j.Pattern;
import java.util.Optional;
import org.semver4j.SemverException;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/**
 * Version ranges in npm's syntax, limited to the forms that {@code org.semver4j} evaluates as npm does. The library
 * drops {@code ^} next to other comparisons and leaves {@code ^0} without an upper bound. Such ranges are rejected, so
 * that they are not misread.
 */
public final class VersionRanges {

    static final int MAX_LENGTH = 128;

    private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
    private static final String FULL =
            NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?";
    private static final String PARTIAL =
            "(" + FULL + "|" + NUMBER + "(\\." + NUMBER + ")?(\\.[x*])?|" + NUMBER + "\\.[x*]\\.[x*])";
    private static final String COMPARISON = "(>=|<=|>|<|=)? ?" + PARTIAL;
    private static final Pattern ALTERNATIVE = Pattern.compile(
            "\\*|[~^] ?" + PARTIAL + "|" + PARTIAL + " +- +" + PARTIAL + "|" + COMPARISON + "( +" + COMPARISON + ")*");
    private static final Pattern OR = Pattern.compile("\\|\\|");
    private static final Pattern OPEN_CARET = Pattern.compile("\\^ ?0(\\.0)?(\\.[x*])*");

    private VersionRanges() {}

    /** Returns empty for an invalid range. */
    public static Optional<RangeList> parse(String text) {
        if (text.length() > MAX_LENGTH || text.isBlank()) {
            return Optional.empty();
        }
        for (var part : OR.split(text, -1)) {
            var alternative = part.strip();
            if (!ALTERNATIVE.matches(alternative) || OPEN_CARET.matches(alternative)) {
                return Optional.empty();
            }
        }
        try {
            var range = RangeListFactory.create(text);
            return range.get().isEmpty() ? Optional.empty() : Optional.of(range);
        } catch (SemverException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Reports an invalid range in a document. */
    static void validate(String range, String at, FaultCollector faults) {
        if (parse(range).isEmpty()) {
            faults.add(
                    at,
                    "is not a supported version range. Use *, ^1.2, ~1.2, 1.2.x, 1 - 2, or comparisons"
                            + " such as >=1.2 <2, with || between alternatives. Use 0.x instead of ^0");
        }
    }
}
