package dev.milepost.bench;

import dev.milepost.local.LocalParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The PostgreSQL and Kafka of a run, in a process of their own as in production: until the standard input ends. */
final class Parts {

    private Parts() {}

    public static void main(String... arguments) throws IOException {
        var all = Set.of("postgres", "kafka");
        try (var parts = LocalParts.start(Path.of(arguments[0]), Path.of(arguments[1]), all, Map.of())) {
            parts.get().forEach((name, value) -> System.out.println(name + "=" + value));
            System.out.println("ready");
            System.out.flush();
            while (System.in.read() >= 0) {
                // Nobody says anything; the end is the message.
            }
        }
    }
}
