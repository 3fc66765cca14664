package dev.milepost.templates.rendering;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.mozilla.javascript.Script;

/**
 * A cache of texts compiled to scripts, with least recently used eviction, since compiling takes longer than running.
 */
final class ScriptCache {

    private static final int MAX_ENTRIES = 1_000;
    private static final int MAX_TEXT_LENGTH = 16_384;

    private final Map<Key, Script> scripts = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Script> eldest) {
            return size() > MAX_ENTRIES;
        }
    });

    Script find(String text, boolean json, Supplier<Script> compilation) {
        var key = new Key(text, json);
        var known = scripts.get(key);
        if (known != null) {
            return known;
        }
        var script = compilation.get();
        if (text.length() <= MAX_TEXT_LENGTH) {
            scripts.put(key, script);
        }
        return script;
    }

    private record Key(String text, boolean json) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::text).thenComparing(Key::json);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
