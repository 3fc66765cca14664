package dev.milepost.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ServiceMetricsTest {

    private static final Pattern NAME = Pattern.compile("\"(milepost\\.[a-z_.]+)\"");
    private static final Pattern USE =
            Pattern.compile("(?s)(?:counter|timer|gauge|builder)\\(\\s*(\"milepost\\.[a-z_.]+\"|EVENTS)");

    /** A metric without a help text, or a help text of no metric, is found here. */
    @Test
    void haveHelpTexts() throws IOException {
        var used = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("ServiceMetrics.java"))
                    .map(ServiceMetricsTest::read)
                    .forEach(source -> USE.matcher(source).results().forEach(use -> {
                        var name = use.group(1).equals("EVENTS") ? "\"milepost.intake.events\"" : use.group(1);
                        NAME.matcher(name).results().forEach(found -> used.add(found.group(1)));
                    }));
        }

        assertThat(used).hasSizeGreaterThan(20).isEqualTo(new TreeSet<>(ServiceMetrics.HELP.keySet()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
