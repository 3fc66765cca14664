package dev.milepost.cli.backfill;

import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What counts as a deployment in a git history. */
enum DeploymentSource {
    TAGS("release tags"),
    MERGES("merges into"),
    COMMITS("commits of");

    private final String description;

    DeploymentSource(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Parses the value of the command-line option. */
    static final class OptionConverter implements ITypeConverter<DeploymentSource> {

        @Override
        public DeploymentSource convert(String text) {
            return Stream.of(values())
                    .filter(value -> value.toString().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("must be tags, merges or commits, not '%s'".formatted(text)));
        }
    }
}
