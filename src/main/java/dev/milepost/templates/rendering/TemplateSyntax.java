package dev.milepost.templates.rendering;

import java.util.Comparator;

/**
 * How a text is read as a template.
 *
 * @param cookiecutter whether expressions are {@code {{ x }}} and values are members of {@code cookiecutter}, else {@code
 *     ${{ x }}} and {@code values}
 * @param trimBlocks whether the first line break after a tag is left out
 * @param stripBlocks whether blanks before a tag at the beginning of a line are left out
 */
public record TemplateSyntax(boolean cookiecutter, boolean trimBlocks, boolean stripBlocks)
        implements Comparable<TemplateSyntax> {

    public static final TemplateSyntax DEFAULT = new TemplateSyntax(false, false, false);

    private static final Comparator<TemplateSyntax> ORDER = Comparator.comparing(TemplateSyntax::cookiecutter)
            .thenComparing(TemplateSyntax::trimBlocks)
            .thenComparing(TemplateSyntax::stripBlocks);

    /** Returns the name of the values in a template. */
    String root() {
        return cookiecutter ? "cookiecutter" : "values";
    }

    /** Whether a text has anything of a template. Without it, rendering leaves it as it is. */
    public boolean hasTags(String text) {
        return text.contains(cookiecutter ? "{{" : "${{")
                || text.contains("{%")
                || text.contains("{#")
                || text.contains("#}");
    }

    @Override
    public int compareTo(TemplateSyntax other) {
        return ORDER.compare(this, other);
    }
}
