package dev.milepost.events.golden;

import com.google.re2j.Pattern;
import dev.milepost.platform.collections.NullsFirst;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The golden-path template of a service, as named in an event.
 *
 * @param version null if the event has none; only the major version if it comes from the id
 */
public record TemplateVersion(String name, @Nullable String version) implements Comparable<TemplateVersion> {

    private static final Comparator<TemplateVersion> ORDER =
            Comparator.comparing(TemplateVersion::name).thenComparing(TemplateVersion::version, NullsFirst.TEXTS);

    /** A template id may have its major version as a suffix (docs/events.md, Core correlation fields). */
    private static final Pattern WITH_MAJOR = Pattern.compile("([^\\n\\r\\x{85}\\x{2028}\\x{2029}]+)-v(\\d+)");

    /** Reads {@code template_id} and {@code template_version} of an event; empty if it names no template. */
    public static Optional<TemplateVersion> of(GoldenEvent event) {
        var version = event.text("template_version").orElse(null);
        return event.text("template_id").map(id -> of(id, version));
    }

    /** @param id the id of the template, which may have its major version as a suffix */
    public static TemplateVersion of(String id, @Nullable String version) {
        var suffixed = WITH_MAJOR.matcher(id);
        return suffixed.matches()
                ? new TemplateVersion(suffixed.group(1), version == null ? suffixed.group(2) : version)
                : new TemplateVersion(id, version);
    }

    @Override
    public int compareTo(TemplateVersion other) {
        return ORDER.compare(this, other);
    }
}
