package dev.milepost.policy.formats;

import java.util.Locale;

/** The severity of a finding, from the worst. */
enum FindingSeverity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    NONE,
    /** The document does not say. */
    UNKNOWN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By the qualitative scale of CVSS v3.1, section 5. */
    static FindingSeverity ofScore(double score) {
        if (score >= 9) {
            return CRITICAL;
        } else if (score >= 7) {
            return HIGH;
        } else if (score >= 4) {
            return MEDIUM;
        }
        return score > 0 ? LOW : NONE;
    }

    static FindingSeverity ofWord(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "critical" -> CRITICAL;
            case "high" -> HIGH;
            case "medium", "moderate" -> MEDIUM;
            case "low" -> LOW;
            case "none", "info", "informational", "negligible" -> NONE;
            default -> UNKNOWN;
        };
    }

    /** By the level of a result of SARIF. */
    static FindingSeverity ofLevel(String level) {
        return switch (level) {
            case "error" -> HIGH;
            case "note" -> LOW;
            case "none" -> NONE;
            default -> MEDIUM;
        };
    }

    /** The worse of two. Any stated severity is worse than an unknown one. */
    FindingSeverity worse(FindingSeverity other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
