package dev.milepost.templates.rendering;

import dev.milepost.platform.settings.HeapShare;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Script;

/**
 * A cache of texts compiled to scripts, with least recently used eviction, since compiling takes longer than running. The
 * characters of all texts and their JavaScript are limited.
 */
final class ScriptCache {

    /** The heap that a script takes for each character of its JavaScript, in bytes. */
    private static final int BYTES_OF_CHARACTER = 32;

    /** The share of one script. */
    private static final int PARTS = 16;

    private final Map<Key, Compiled> scripts = new LinkedHashMap<>(16, 0.75f, true);
    private final long most;
    private long characters;

    ScriptCache() {
        this(HeapShare.of(24, 64L << 20) / BYTES_OF_CHARACTER);
    }

    /** @param most the limit of all characters */
    ScriptCache(long most) {
        this.most = most;
    }

    /** @param characters the number of characters of the text and its JavaScript */
    record Compiled(Script script, int characters) {

        static Compiled of(Script script, String text, String source) {
            return new Compiled(script, text.length() + source.length());
        }
    }

    Script find(String text, TemplateSyntax syntax, boolean json, Supplier<Compiled> compilation) {
        var key = new Key(text, syntax, json);
        var known = get(key);
        if (known != null) {
            return known.script();
        }
        var compiled = compilation.get();
        if (compiled.characters() <= most / PARTS) {
            add(key, compiled);
        }
        return compiled.script();
    }

    private synchronized @Nullable Compiled get(Key key) {
        return scripts.get(key);
    }

    private synchronized void add(Key key, Compiled compiled) {
        var before = scripts.put(key, compiled);
        characters += compiled.characters() - (before == null ? 0 : before.characters());
        for (Iterator<Compiled> eldest = scripts.values().iterator(); characters > most; eldest.remove()) {
            characters -= eldest.next().characters();
        }
    }

    synchronized long characters() {
        return characters;
    }

    private record Key(String text, TemplateSyntax syntax, boolean json) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::text).thenComparing(Key::syntax).thenComparing(Key::json);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
