package dev.milepost.templates.lifecycle;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Where a channel is to point, and why. */
record PromotionRequest(
        @NotBlank @Size(max = 128) @Pattern(regexp = DeprecationRequest.TEXT)
        String version,

        @NotBlank @Size(max = 1_000) @Pattern(regexp = DeprecationRequest.TEXT)
        String reason) {}
