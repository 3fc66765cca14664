package dev.milepost.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How findings are printed. */
enum OutputFormat {
    TEXT(TextOutput::of),
    JSON(report -> pretty(JsonOutput.of(report))),
    SARIF(report -> pretty(SarifOutput.of(report)));

    private final Function<Report, String> output;

    OutputFormat(Function<Report, String> output) {
        this.output = output;
    }

    String print(Report report) {
        return output.apply(report);
    }

    private static String pretty(JsonNode json) {
        return json.toPrettyString();
    }

    /** The word on the command line. */
    static final class Word implements ITypeConverter<OutputFormat> {

        @Override
        public OutputFormat convert(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "text" -> TEXT;
                case "json" -> JSON;
                case "sarif" -> SARIF;
                default -> throw new TypeConversionException("must be text, json or sarif, not '" + word + "'");
            };
        }
    }
}
