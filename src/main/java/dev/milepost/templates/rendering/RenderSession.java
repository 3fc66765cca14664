package dev.milepost.templates.rendering;

import dev.milepost.templates.rendering.RenderLimits.Exceeded;
import dev.milepost.templates.rendering.ScriptCache.Compiled;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/** One rendering, with its own JavaScript scope. It must be used on the thread that opened it. */
final class RenderSession {

    private static final int MAX_TEXT_LENGTH = 1_000_000;
    private static final String TOO_DEEP = "Exceeded maximum stack depth";

    private final Context javaScript;
    private final ScriptableObject scope;
    private final Scriptable templates;
    private final RenderLimits limits;
    private final RenderTotals totals;
    private final ScriptCache scriptCache;

    RenderSession(Context javaScript, Engine.Scripts scripts, ScriptCache scriptCache, RenderTotals totals) {
        this.javaScript = javaScript;
        this.scriptCache = scriptCache;
        this.totals = totals;
        limits = new RenderLimits(totals);
        scope = javaScript.initSafeStandardObjects();
        scripts.nunjucks().exec(javaScript, scope, scope);
        var define = (Callable) scripts.fetchTemplate().exec(javaScript, scope, scope);
        templates = (Scriptable) define.call(javaScript, scope, scope, new Object[] {
            ScriptableObject.getProperty(scope, "nunjucks"), host(limits::chargeCharacters), host(limits::chargeSteps)
        });
        javaScript.putThreadLocal(RenderLimits.class, limits);
    }

    /** Whether a text consists of exactly one expression or statement. */
    boolean isSingle(String text) {
        return TemplateSyntax.DEFAULT.hasTags(text) && withinLimits(text, () -> (Boolean) call("isSingle", text));
    }

    /** @param context a JSON object of the values that the template can use, by name */
    String render(String text, String context) {
        return render(text, context, TemplateSyntax.DEFAULT);
    }

    String render(String text, String context, TemplateSyntax syntax) {
        return syntax.hasTags(text) ? withinLimits(text, () -> run(text, context, syntax, false)) : text;
    }

    /** Returns the result of a text for which {@link #isSingle} is true, with its outputs as JSON. */
    String renderJson(String text, String context) {
        return withinLimits(text, () -> run(text, context, TemplateSyntax.DEFAULT, true));
    }

    /** Charges a rendered file to the limits. */
    void chargeFile(int bytes) {
        totals.chargeFile(bytes);
    }

    private String run(String text, String context, TemplateSyntax syntax, boolean json) {
        Script compiled = scriptCache.find(text, syntax, json, () -> {
            var source = ScriptRuntime.toString(
                    call("compile", text, json, syntax.cookiecutter(), syntax.trimBlocks(), syntax.stripBlocks()));
            var script = javaScript.compileString("(function () {" + source + "\n})();", "template", 1, null);
            return Compiled.of(script, text, source);
        });
        limits.beginText();
        return ScriptRuntime.toString(call("run", compiled.exec(javaScript, scope, scope), context));
    }

    private Object call(String function, Object... arguments) {
        return ScriptableObject.callMethod(javaScript, templates, function, arguments);
    }

    private <T> T withinLimits(String text, Supplier<T> work) {
        if (text.length() > MAX_TEXT_LENGTH) {
            throw new Exceeded("the template has more than " + MAX_TEXT_LENGTH + " characters");
        }
        limits.beginReading(text.length());
        try {
            return work.get();
        } catch (RhinoException e) {
            if (!e.details().contains(TOO_DEEP)) {
                throw TemplateFailure.of(e);
            }
            throw new Exceeded("the template is nested too deeply");
        } catch (StackOverflowError e) {
            throw new Exceeded("the template is nested too deeply");
        }
    }

    private LambdaFunction host(DoubleConsumer charge) {
        return new LambdaFunction(scope, 1, (context, within, receiver, arguments) -> {
            charge.accept(ScriptRuntime.toNumber(arguments, 0));
            return Undefined.instance;
        });
    }
}
