package dev.milepost.rendering;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.mozilla.javascript.Script;

/** The texts that were last rendered as scripts, since reading one takes longer than running it. */
final class CompiledTexts {

    private static final int MOST = 1_000;
    private static final int LONGEST = 16_384;

    private final Map<Key, Script> scripts = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Script> eldest) {
            return size() > MOST;
        }
    });

    Script find(String text, boolean json, Supplier<Script> compilation) {
        var key = new Key(text, json);
        var known = scripts.get(key);
        if (known != null) {
            return known;
        }
        var script = compilation.get();
        if (text.length() <= LONGEST) {
            scripts.put(key, script);
        }
        return script;
    }

    private record Key(String text, boolean json) {}
}
