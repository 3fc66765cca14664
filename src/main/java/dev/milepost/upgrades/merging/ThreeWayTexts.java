package dev.milepost.upgrades.merging;

import dev.milepost.templates.trees.TreeFile;
import java.util.Optional;

/** The three contents of a file as text. */
record ThreeWayTexts(String base, String target, String theirs) {

    /** Returns empty if one of them is not text. */
    static Optional<ThreeWayTexts> of(TreeFile base, TreeFile target, TreeFile theirs) {
        return base.text()
                .flatMap(first -> target.text()
                        .flatMap(second -> theirs.text().map(third -> new ThreeWayTexts(first, second, third))));
    }

    int longest() {
        return Math.max(theirs.length(), Math.max(base.length(), target.length()));
    }

    /** Whether the service's text contains both kinds of line endings, so that neither is right for all lines. */
    boolean hasMixedLineEndings() {
        return theirs.contains(TextLines.CRLF)
                && theirs.replace(TextLines.CRLF, "").contains(TextLines.LF);
    }

    ThreeWayTexts withoutReturns() {
        return new ThreeWayTexts(
                base.replace(TextLines.CRLF, TextLines.LF),
                target.replace(TextLines.CRLF, TextLines.LF),
                theirs.replace(TextLines.CRLF, TextLines.LF));
    }
}
