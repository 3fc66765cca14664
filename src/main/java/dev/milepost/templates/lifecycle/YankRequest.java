package dev.milepost.templates.lifecycle;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why a version is yanked, and its successor. */
record YankRequest(
        @NotBlank @Size(max = 1_000) @Pattern(regexp = DeprecationRequest.TEXT)
        String reason,

        @Size(max = 256)
        @Pattern(regexp = DeprecationRequest.SUCCESSOR, message = "must be a version, name, name@major or name@version")
        @Nullable
        String successor) {}
