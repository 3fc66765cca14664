package dev.milepost.insights.campaigns;

import dev.milepost.catalog.ownership.GroupHierarchy;
import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.catalog.ownership.ServiceHistory.KnownService;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.registry.PublishedVersion;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.resolution.RangeMatcher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.semver4j.Semver;

/** Finds the version that a campaign offers, and the services that are below it. */
@ApplicationScoped
class CampaignTargets {

    private static final int MOST_SERVICES = 20_000;

    private final Registry registry;
    private final ServiceHistory history;
    private final GroupHierarchy groups;

    CampaignTargets(Registry registry, ServiceHistory history, GroupHierarchy groups) {
        this.registry = registry;
        this.history = history;
        this.groups = groups;
    }

    /** Returns the version, that of the channel, or the highest one in the range. */
    Semver version(CampaignRequest request) {
        var usable = registry.findVersions(request.template()).stream()
                .filter(version -> !version.yanked())
                .toList();
        var ranges = new RangeMatcher();
        return usable.stream()
                .filter(version -> version.ref().version().equals(request.to())
                        || version.channels().contains(request.to()))
                .findFirst()
                .or(() -> usable.stream()
                        .filter(version -> ranges.matches(request.to(), version.version()))
                        .reduce((lower, higher) -> higher))
                .map(PublishedVersion::version)
                .orElseThrow(() -> invalid(
                        "/to",
                        ("must be a version, a channel or a range with a version of golden path '%s' that is not"
                                        + " withdrawn")
                                .formatted(request.template())));
    }

    List<KnownService> services(CampaignRequest request, Semver target, Instant now) {
        var lower = registry.findVersions(request.template()).stream()
                .filter(version -> version.version().isLowerThan(target))
                .map(version ->
                        new TemplateVersion(request.template(), version.ref().version()))
                .toList();
        var teams = request.teams().isEmpty() ? List.<String>of() : groups.withChildren(request.teams());
        var wanted = new TreeSet<>(request.services());
        var found =
                lower.isEmpty() ? List.<KnownService>of() : history.findOn(lower, teams, now, "", MOST_SERVICES + 1);
        if (found.size() > MOST_SERVICES) {
            throw invalid("/teams", "must select at most %d services".formatted(MOST_SERVICES));
        }
        var selected = found.stream()
                .filter(service -> wanted.isEmpty() || wanted.contains(service.service()))
                .toList();
        if (selected.isEmpty()) {
            throw invalid("", "selects no service that is on a published version below %s".formatted(target));
        }
        return selected;
    }

    private static ProblemException invalid(String pointer, String detail) {
        return ProblemException.of(ProblemType.INVALID_CAMPAIGN, List.of(new Fault(pointer, detail)));
    }
}
