package dev.milepost.templates.lifecycle;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** The version that a channel should point to, and the reason. */
record PromotionRequest(
        @NotBlank @Size(max = 128) @Pattern(regexp = DeprecationRequest.TEXT)
        String version,

        @NotBlank @Size(max = 1_000) @Pattern(regexp = DeprecationRequest.TEXT)
        String reason) {}
