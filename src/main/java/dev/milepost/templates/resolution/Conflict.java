package dev.milepost.templates.resolution;

import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a version cannot be chosen.
 *
 * @param blamed the levels of the choices that rule the version out
 * @param constraints the constraints that the version violates, if they are the reason
 * @param text a message for people, computed when it is read
 */
record Conflict(BitSet blamed, List<Constraint> constraints, Supplier<String> text) {

    static Conflict between(@Nullable ChosenVersion choice, List<Constraint> constraints, Supplier<String> text) {
        return new Conflict(levelOf(choice), constraints, text);
    }

    static BitSet levelOf(@Nullable ChosenVersion choice) {
        var level = new BitSet();
        if (choice != null) {
            level.set(choice.level());
        }
        return level;
    }
}
