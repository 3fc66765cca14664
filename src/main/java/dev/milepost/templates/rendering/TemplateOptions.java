package dev.milepost.templates.rendering;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code fetch:template} about the content of files.
 *
 * @param copied globs of files whose contents are copied; their paths are rendered all the same
 * @param extension the extension, with its dot, of the only files that are templates, which is taken from their names;
 *     null if all files are templates
 */
public record TemplateOptions(
        TemplateSyntax syntax,
        List<String> copied,
        @Nullable String extension) {

    public TemplateOptions {
        copied = List.copyOf(copied);
    }

    /** Whether a file that is not copied is a template. */
    public boolean isTemplate(String path) {
        if (extension == null) {
            return true;
        }
        // As Node does, a name that begins with its only dot has no extension.
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 && path.substring(dot).equals(extension);
    }

    /** Returns the path of a file without the extension of templates, before it is rendered. */
    public String target(String path) {
        return extension != null && isTemplate(path) ? path.substring(0, path.length() - extension.length()) : path;
    }

    static TemplateOptions copying(List<String> globs) {
        return new TemplateOptions(TemplateSyntax.DEFAULT, globs, null);
    }
}
