package dev.milepost.templates.rendering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Script;

/** Compiles nunjucks once. Every session executes the script anew, so that renderings are isolated from each other. */
final class Engine {

    private static final String NUNJUCKS = "rendering/nunjucks.js";
    private static final String FETCH_TEMPLATE = "rendering/fetch-template.js";

    private final LimitedContextFactory contexts = new LimitedContextFactory();
    private final ScriptCache scriptCache = new ScriptCache();
    private final Scripts scripts = new Scripts(read(NUNJUCKS), read(FETCH_TEMPLATE));

    <T> T call(RenderTotals totals, Function<RenderSession, T> work) {
        return contexts.call((Context context) -> work.apply(new RenderSession(context, scripts, scriptCache, totals)));
    }

    private Script read(String resource) {
        try (var in = Engine.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Not found on the class path: " + resource);
            }
            var source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return contexts.call((Context context) -> context.compileString(source, resource, 1, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param fetchTemplate evaluates to the function that builds fetch:template from nunjucks */
    record Scripts(Script nunjucks, Script fetchTemplate) {}
}
