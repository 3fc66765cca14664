package dev.milepost.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What the heap of the service held, in MiB, by its own log of collections: every collection is in it, where samples
 * would miss most peaks.
 *
 * @param peak the most before a collection, garbage included; grows into whatever heap it is given
 * @param kept the most after one, with what a young collection leaves for later
 * @param live what was left by the last, a full one
 */
record Heap(long peak, long kept, long live) {

    private static final Pattern COLLECTION = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\)");

    static Heap of(Path log) throws IOException {
        long peak = 0;
        long kept = 0;
        long live = 0;
        for (var line : Files.readAllLines(log)) {
            var collection = COLLECTION.matcher(line);
            if (collection.find()) {
                peak = Math.max(peak, Long.parseLong(collection.group(1)));
                live = Long.parseLong(collection.group(2));
                kept = Math.max(kept, live);
            }
        }
        return new Heap(peak, kept, live);
    }
}
