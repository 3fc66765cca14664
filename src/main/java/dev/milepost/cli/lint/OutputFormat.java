package dev.milepost.cli.lint;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The output format of findings. */
enum OutputFormat {
    TEXT,
    JSON,
    SARIF;

    String print(Report report) {
        return switch (this) {
            case TEXT -> TextOutput.of(report);
            case JSON -> JsonOutput.of(report).toPrettyString();
            case SARIF -> SarifOutput.of(report).toPrettyString();
        };
    }

    /** Parses the value of the command-line option. */
    static final class OptionConverter implements ITypeConverter<OutputFormat> {

        @Override
        public OutputFormat convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "text" -> TEXT;
                case "json" -> JSON;
                case "sarif" -> SARIF;
                default -> throw new TypeConversionException("must be text, json or sarif, not '" + text + "'");
            };
        }
    }
}
