package dev.milepost.resolution;

import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a version cannot be chosen.
 *
 * @param blamed the levels of the choices that, as long as they stand, keep it from being chosen
 * @param demands what asks for something else, where that is why
 * @param text for people, made when it is read
 */
record Clash(BitSet blamed, List<Demand> demands, Supplier<String> text) {

    static Clash with(@Nullable Choice choice, List<Demand> demands, Supplier<String> text) {
        return new Clash(levelOf(choice), demands, text);
    }

    static BitSet levelOf(@Nullable Choice choice) {
        var level = new BitSet();
        if (choice != null) {
            level.set(choice.level());
        }
        return level;
    }
}
