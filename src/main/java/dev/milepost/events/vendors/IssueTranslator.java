package dev.milepost.events.vendors;

import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Translates {@code issues} with a configured label: such an issue is an incident.
 *
 * <p>It is opened when it has the label: from its creation, or later when somebody adds the label. Taking the last such
 * label away, like closing, resolves it; adding one again, like reopening, reopens it. An issue that is labelled after
 * it was closed was an incident from its creation until then.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues">GitHub: issues</a>
 */
final class IssueTranslator {

    private final Set<String> labels;

    /** @param labels the names of the labels, in any case; without one no issue is an incident */
    IssueTranslator(List<String> labels) {
        this.labels = labels.stream()
                .map(IssueTranslator::name)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    GitHubEventDrafts translate(Payload delivery, GitHubRepository repository) {
        if (labels.isEmpty()) {
            return GitHubEventDrafts.ignored(
                    "No label of incidents is configured (milepost.webhooks.github.incident-labels).");
        }
        var drafts = drafts(delivery);
        if (drafts.isEmpty()) {
            return GitHubEventDrafts.ignored("This does not change an incident.");
        }
        var selection = ServiceSelection.oneOf(ServiceLabels.of(delivery, "/issue/labels"));
        return GitHubEventDrafts.of(drafts.stream()
                .map(draft -> new GitHubEventDraft(describe(draft, delivery, repository), selection))
                .toList());
    }

    private List<EventDraft> drafts(Payload delivery) {
        var isLabelled = delivery.elements("/issue/labels").stream()
                .flatMap(label -> label.find("/name").stream())
                .anyMatch(this::isConfigured);
        var changed = delivery.find("/label/name").filter(this::isConfigured).isPresent();
        var isOpen = delivery.find("/issue/state").filter("closed"::equals).isEmpty();
        return switch (delivery.text("/action")) {
            case "opened" -> isLabelled ? List.of(draft(delivery, "opened", "/issue/created_at")) : List.of();
            case "closed" -> isLabelled ? List.of(draft(delivery, "resolved", "/issue/closed_at")) : List.of();
            case "reopened" -> isLabelled ? List.of(draft(delivery, "reopened", "/issue/updated_at")) : List.of();
            case "labeled" -> changed ? labelled(delivery, isOpen) : List.of();
            case "unlabeled" ->
                changed && !isLabelled && isOpen
                        ? List.of(draft(delivery, "resolved", "/issue/updated_at"))
                        : List.of();
            default -> List.of();
        };
    }

    /** The label may have been there before, so an open issue is both opened and reopened. */
    private static List<EventDraft> labelled(Payload delivery, boolean isOpen) {
        var drafts = new ArrayList<EventDraft>();
        if (isOpen) {
            drafts.add(draft(delivery, "opened", "/issue/updated_at"));
            drafts.add(draft(delivery, "reopened", "/issue/updated_at"));
        } else {
            drafts.add(draft(delivery, "opened", "/issue/created_at"));
            drafts.add(draft(delivery, "resolved", "/issue/closed_at"));
        }
        return drafts;
    }

    private static EventDraft draft(Payload delivery, String action, String timePointer) {
        var time = delivery.text(timePointer);
        var id = "issue/%s/%s/%s".formatted(delivery.text("/issue/number"), action, time);
        return new EventDraft("incident." + action, id, time);
    }

    private static EventDraft describe(EventDraft draft, Payload delivery, GitHubRepository repository) {
        // A duplicate is the same incident as another, whose number GitHub does not send.
        var duplicate = delivery.find("/issue/state_reason").filter("duplicate"::equals);
        return draft.with("incident_id", "issue/" + delivery.text("/issue/number"))
                .with("merged_into", duplicate.map(reason -> "unknown"))
                .with("repository", repository.address());
    }

    private boolean isConfigured(String label) {
        return labels.contains(name(label));
    }

    private static String name(String label) {
        return label.strip().toLowerCase(Locale.ROOT);
    }
}
