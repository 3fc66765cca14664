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
}
