package dev.milepost.templates.lifecycle;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.milepost.platform.time.Rfc3339.DayReader;
import dev.milepost.templates.registry.Deprecation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Why a version is no longer recommended, its successor, and when its support ends. */
record DeprecationRequest(
        @NotBlank @Size(max = 1_000) @Pattern(regexp = DeprecationRequest.TEXT)
        String reason,

        @Size(max = 256)
        @Pattern(regexp = DeprecationRequest.SUCCESSOR, message = "must be a version, name, name@major or name@version")
        @Nullable
        String successor,

        @JsonDeserialize(using = DayReader.class) @Nullable LocalDate endsOn) {

    /** Any text without NUL, the one character that PostgreSQL rejects. */
    static final String TEXT = "[^\\x00]*";

    static final String SUCCESSOR = "[0-9A-Za-z][0-9A-Za-z.-]*(@[0-9A-Za-z][0-9A-Za-z.-]*)?";

    boolean matches(Deprecation deprecation) {
        return deprecation.equals(new Deprecation(deprecation.at(), reason, successor, endsOn));
    }
}
