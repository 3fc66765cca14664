package dev.milepost.templates.rendering;

import com.google.re2j.Pattern;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** A text that is not a valid template or fails when rendered. The message contains the line if nunjucks reports it. */
final class TemplateFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 500;
    private static final Pattern PLACE =
            Pattern.compile("\\(unknown path\\)(?: \\[Line (\\d+)(?:, Column (\\d+))?])?\\s*");
    private static final Pattern KIND = Pattern.compile("^(?:Template render error: |Error: )+");

    TemplateFailure(String message) {
        super(message, null, false, false);
    }

    static TemplateFailure of(RhinoException thrown) {
        var message = message(thrown);
        var place = PLACE.matcher(message);
        var line = place.find() && place.group(1) != null ? "line " + place.group(1) + ": " : "";
        var text = KIND.matcher(place.reset().replaceAll("")).replaceFirst("");
        return new TemplateFailure(line + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text));
    }

    private static String message(RhinoException thrown) {
        return thrown instanceof JavaScriptException error
                        && error.getValue() instanceof Scriptable value
                        && ScriptableObject.hasProperty(value, "message")
                ? ScriptRuntime.toString(ScriptableObject.getProperty(value, "message"))
                : thrown.details();
    }
}
