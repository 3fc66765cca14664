package dev.milepost.merging;

import dev.milepost.trees.TreeFile;
import java.util.Optional;

/** The three contents of a file as text. */
record Texts(String base, String target, String theirs) {

    /** Empty where one of them is no text. */
    static Optional<Texts> of(TreeFile base, TreeFile target, TreeFile theirs) {
        return base.text()
                .flatMap(first ->
                        target.text().flatMap(second -> theirs.text().map(third -> new Texts(first, second, third))));
    }

    int longest() {
        return Math.max(theirs.length(), Math.max(base.length(), target.length()));
    }

    /** Whether the service's lines end in both ways, so that neither is right for all. */
    boolean hasMixedEnds() {
        return theirs.contains(Lines.CRLF) && theirs.replace(Lines.CRLF, "").contains(Lines.LF);
    }

    Texts withoutReturns() {
        return new Texts(
                base.replace(Lines.CRLF, Lines.LF),
                target.replace(Lines.CRLF, Lines.LF),
                theirs.replace(Lines.CRLF, Lines.LF));
    }
}
