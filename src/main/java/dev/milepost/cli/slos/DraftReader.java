package dev.milepost.cli.slos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.text.Shorten;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what the definitions of all tools have. */
final class DraftReader {

    private static final int MAX_DESCRIPTION = 1_050;

    private final EventMapping mapping;
    private final ImportFindings findings;

    DraftReader(EventMapping mapping, ImportFindings findings) {
        this.mapping = mapping;
        this.findings = findings;
    }

    String name(SourceNode at, String name) {
        var written = ForeignNames.slo(name);
        if (!written.equals(name)) {
            findings.add(
                    at, "is written as %s: names have at most 63 lower-case letters, digits and -".formatted(written));
        }
        return written;
    }

    String service(SourceNode at, String name) {
        var written = ForeignNames.service(name);
        if (!written.equals(name)) {
            findings.add(at, "is written as %s: services have letters, digits, - and .".formatted(written));
        }
        return written;
    }

    /** Returns a target in percent; empty if it is none that has a budget. */
    Optional<BigDecimal> percent(SourceNode at) {
        var percent = at.number().filter(value -> value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(100)) < 0);
        if (percent.isEmpty()) {
            findings.addLeftOut(at, "is not a target from 0 to less than 100 percent, which has a budget");
        }
        return percent;
    }

    String description(SourceNode at) {
        var text = at.text().map(String::strip).orElse("");
        if (text.length() > MAX_DESCRIPTION) {
            findings.add(at, "is cut to %d characters".formatted(MAX_DESCRIPTION));
        }
        return Shorten.to(MAX_DESCRIPTION, text);
    }

    /** Returns labels without the prefixes of their keys; later ones replace earlier ones. */
    TreeMap<String, String> labels(List<SourceNode> all) {
        var labels = new TreeMap<String, String>();
        for (var some : all) {
            for (var key : some.names()) {
                var bare = key.startsWith("pyrra.dev/") ? key.substring(key.indexOf('/') + 1) : key;
                if (ForeignNames.isLabelKey(bare)) {
                    some.member(key).text().ifPresent(value -> labels.put(bare, value));
                }
            }
        }
        return labels;
    }

    /** Takes the owner from the labels; null if none of them is the name of a group. */
    @Nullable
    String owner(TreeMap<String, String> labels, List<String> keys) {
        for (var key : keys) {
            var group = Optional.ofNullable(labels.get(key)).flatMap(ForeignNames::group);
            if (group.isPresent()) {
                labels.remove(key);
                return group.get();
            }
        }
        return null;
    }

    /**
     * Returns the SLI that counts events of the type that the caller named. If none is named, returns the one with the
     * queries, which Milepost refuses.
     */
    JsonNode indicator(String slo, SourceNode at, Function<SourceNode, JsonNode> prometheus) {
        var type = mapping.type(slo);
        if (type.isEmpty()) {
            findings.add(
                    at,
                    "is not computed by Milepost, which counts events: name an event type by --indicator %s=EVENT_TYPE"
                            .formatted(slo));
            return prometheus.apply(at);
        }
        at.markRead();
        findings.add(
                at,
                "is replaced: events of type %s are counted, and %s says which are good"
                        .formatted(type.get(), mapping.good()));
        return mapping.indicator(type.get());
    }

    /** Returns the rules that can fire for a target. */
    List<ImportedRule> thatCanFire(SourceNode target, List<ImportedRule> rules, BigDecimal percent) {
        var kept = new ArrayList<ImportedRule>();
        for (var rule : rules) {
            if (rule.canFire(percent)) {
                kept.add(rule);
            } else {
                findings.add(
                        target,
                        "is too low for the alert %s, which could never fire; it is left out".formatted(rule.name()));
            }
        }
        return kept;
    }

    /** Returns the first of some annotations that is a URL; null if none is. */
    static @Nullable String runbook(SourceNode annotations, List<String> names) {
        return names.stream()
                .flatMap(name -> annotations.member(name).text(DraftReader::isUrl).stream())
                .findFirst()
                .orElse(null);
    }

    private static boolean isUrl(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
    }
}
