package dev.milepost.events.golden;

import com.google.re2j.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The golden-path template that an event says its service is on.
 *
 * @param version null where the event does not say; the major version alone where only the id carries it
 */
public record TemplateVersion(String name, @Nullable String version) {

    /** A template id may carry its major version (docs/events.md, Core correlation fields). */
    private static final Pattern WITH_MAJOR = Pattern.compile("([^\\n\\r\\x{85}\\x{2028}\\x{2029}]+)-v(\\d+)");

    /** What an event says in {@code template_id} and {@code template_version}; empty where it names no template. */
    public static Optional<TemplateVersion> of(GoldenEvent event) {
        var version = event.text("template_version").orElse(null);
        return event.text("template_id").map(id -> of(id, version));
    }

    /** @param id of the template, which may carry its major version */
    public static TemplateVersion of(String id, @Nullable String version) {
        var suffixed = WITH_MAJOR.matcher(id);
        return suffixed.matches()
                ? new TemplateVersion(suffixed.group(1), version == null ? suffixed.group(2) : version)
                : new TemplateVersion(id, version);
    }
}
