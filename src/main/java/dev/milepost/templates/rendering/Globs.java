package dev.milepost.templates.rendering;

import com.google.re2j.Pattern;
import dev.milepost.platform.expressions.LinearExpression.TooManySteps;
import dev.milepost.platform.expressions.PathGlob;
import dev.milepost.platform.expressions.PathGlob.Syntax;
import dev.milepost.platform.expressions.StepBudget;
import dev.milepost.templates.trees.FileTree;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The globs of {@code copyWithoutTemplating} with globby's semantics: a directory's name matches everything beneath it.
 */
final class Globs {

    private static final String TOO_MANY_STEPS =
            "The globs take too long for so many files. Use fewer or shorter ones.";

    private Globs() {}

    /** Returns the paths that a glob matches and that no later glob with a leading {@code !} excludes. */
    static Set<String> of(List<String> globs, FileTree tree, StepBudget steps) {
        try {
            return matched(globs, tree, steps);
        } catch (TooManySteps e) {
            throw Renderer.unrenderable("copyWithoutTemplating", TOO_MANY_STEPS);
        }
    }

    private static Set<String> matched(List<String> globs, FileTree tree, StepBudget steps) {
        var all = tree.files().keySet();
        var matched = new TreeSet<String>();
        for (var glob : globs) {
            boolean without = glob.startsWith("!") && !glob.startsWith("!(");
            var pattern = compile(within(without ? glob.substring(1) : glob, tree), glob);
            if (without) {
                matched.removeIf(path -> steps.matches(pattern, path));
            } else {
                all.stream().filter(path -> steps.matches(pattern, path)).forEach(matched::add);
            }
        }
        return matched;
    }

    private static String within(String glob, FileTree tree) {
        var plain = glob.startsWith("./") ? glob.substring(2) : glob;
        var directory = plain.endsWith("/") ? plain : plain + "/";
        boolean isDirectory = tree.files().keySet().stream().anyMatch(path -> path.startsWith(directory));
        return isDirectory ? directory + "**" : plain;
    }

    private static Pattern compile(String glob, String written) {
        try {
            return PathGlob.compile(glob, Syntax.GLOBBY);
        } catch (IllegalArgumentException e) {
            throw Renderer.unrenderable(
                    "copyWithoutTemplating", "'" + written + "' is not a valid glob: " + e.getMessage());
        }
    }
}
