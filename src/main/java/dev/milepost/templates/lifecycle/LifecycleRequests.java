package dev.milepost.templates.lifecycle;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.milepost.platform.time.Rfc3339.DayReader;
import dev.milepost.templates.registry.StoredVersion.Deprecation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The bodies of requests that change the status of a version. */
final class LifecycleRequests {

    /** Any text without NUL, the one character that PostgreSQL rejects. */
    private static final String TEXT = "[^\\x00]*";

    private static final String SUCCESSOR = "[0-9A-Za-z][0-9A-Za-z.-]*(@[0-9A-Za-z][0-9A-Za-z.-]*)?";
    private static final String SUCCESSOR_FORMS = "must be a version, name, name@major or name@version";

    private LifecycleRequests() {}

    /** The version that a channel should point to, and the reason. */
    record PromotionRequest(
            @NotBlank @Size(max = 128) @Pattern(regexp = TEXT)
            String version,

            @NotBlank @Size(max = 1_000) @Pattern(regexp = TEXT)
            String reason) {}

    /** Why a version is no longer recommended, its successor, and when its support ends. */
    record DeprecationRequest(
            @NotBlank @Size(max = 1_000) @Pattern(regexp = TEXT)
            String reason,

            @Size(max = 256) @Pattern(regexp = SUCCESSOR, message = SUCCESSOR_FORMS) @Nullable
            String successor,

            @JsonDeserialize(using = DayReader.class) @Nullable
            LocalDate endsOn) {

        boolean matches(Deprecation deprecation) {
            return deprecation.equals(new Deprecation(deprecation.at(), reason, successor, endsOn));
        }
    }

    /** Why a version is yanked, and its successor. */
    record YankRequest(
            @NotBlank @Size(max = 1_000) @Pattern(regexp = TEXT)
            String reason,

            @Size(max = 256) @Pattern(regexp = SUCCESSOR, message = SUCCESSOR_FORMS) @Nullable
            String successor) {}
}
