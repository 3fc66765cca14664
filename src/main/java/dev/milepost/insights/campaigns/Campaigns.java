package dev.milepost.insights.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.ownership.GroupHierarchy;
import dev.milepost.insights.campaigns.CampaignView.CampaignDetail;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.audit.AuditState;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.NotAllowed;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Campaigns: created and changed by the owners of their golden path, put off by the owners of a service. Audited. */
@ApplicationScoped
class Campaigns {

    private final CampaignRepository repository;
    private final CampaignServices services;
    private final CampaignTargets targets;
    private final CampaignStep step;
    private final GroupHierarchy groups;
    private final Registry registry;
    private final Audit audit;
    private final Clock clock;

    // Eight parameters: what campaigns are made of, and who may change them.
    Campaigns(
            CampaignRepository repository,
            CampaignServices services,
            CampaignTargets targets,
            CampaignStep step,
            GroupHierarchy groups,
            Registry registry,
            Audit audit,
            Clock clock) {
        this.repository = repository;
        this.services = services;
        this.targets = targets;
        this.step = step;
        this.groups = groups;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    CampaignDetail create(@Nullable JsonNode body, Caller caller) {
        var now = now();
        var request = CampaignRequest.read(body, now);
        requireOwner(request.template(), caller);
        var target = targets.version(request);
        var selected = targets.services(request, target, now);
        var campaign = new CampaignEntity();
        campaign.id = UUID.randomUUID();
        campaign.template = request.template();
        campaign.toVersion = target.toString();
        campaign.title = request.title();
        campaign.change(CampaignEntity.RUNNING, null, caller.name(), now);
        campaign.createdBy = caller.name();
        campaign.createdAt = now;
        campaign.startsAt = request.startsAt();
        campaign.endsAt = request.endsAt();
        campaign.waves = request.waves().size();
        campaign.waveDays = request.waveDays();
        campaign.failedShare = request.failedShare();
        campaign.keysWorseBy = request.keysWorseBy();
        campaign.keysDays = request.keysDays();
        campaign.judgedFrom = now;
        repository.persistAndFlush(campaign);
        services.add(campaign.id, WavePlan.of(campaign.id, selected, request.waves(), groups));
        record("campaign.created", caller.name(), campaign, selected.size());
        return detail(campaign, now);
    }

    @Transactional
    CampaignDetail get(UUID id) {
        return detail(repository.findByIdOptional(id).orElseThrow(() -> unknown(id.toString())), now());
    }

    @Transactional
    List<CampaignView> list(@Nullable String template, @Nullable String state, @Nullable String cursor, int limit) {
        return repository.find(template, state, cursor, limit).stream()
                .map(CampaignView::of)
                .toList();
    }

    /** Pauses, resumes or ends a campaign. Setting its state again changes nothing. */
    @Transactional
    CampaignDetail setState(UUID id, String state, String reason, Caller caller) {
        var now = now();
        var campaign = repository.lock(id).orElseThrow(() -> unknown(id.toString()));
        requireOwner(campaign.template, caller);
        if (!campaign.state.equals(state)) {
            if (campaign.state.equals(CampaignEntity.ENDED)) {
                throw ended(campaign);
            }
            // What stopped it does not stop it again.
            campaign.judgedFrom = campaign.state.equals(CampaignEntity.STOPPED) ? now : campaign.judgedFrom;
            campaign.change(state, reason, caller.name(), now);
            repository.flush();
            record("campaign.changed", caller.name(), campaign, null);
        }
        return detail(campaign, now);
    }

    /** Puts off a service: by a member of the team that owns it, or an admin. */
    @Transactional
    void putOff(UUID id, String service, Instant until, String because, Caller caller) {
        var campaign = repository.lock(id).orElseThrow(() -> unknown(id.toString()));
        var member = services.find(id, service);
        if (member == null) {
            throw ProblemException.of(
                    ProblemType.UNKNOWN_SERVICE, "Campaign %s does not have service '%s'.".formatted(id, service));
        }
        var owner = member.team() == null
                ? ""
                : EntityRef.parse(member.team(), "group", EntityRef.DEFAULT_NAMESPACE)
                        .map(EntityRef::toString)
                        .orElse("");
        if (!caller.mayChange(owner)) {
            throw NotAllowed.because("%s is not a member of %s, which owns service '%s'."
                    .formatted(caller.name(), member.team(), service));
        }
        if (campaign.state.equals(CampaignEntity.ENDED)) {
            throw ended(campaign);
        }
        services.putOff(id, service, until, because, caller.name());
        var state = new AuditState()
                .with("service_id", service)
                .with("until", until)
                .with("because", because);
        audit.record(caller.name(), new AuditChange("campaign.service_put_off", "campaigns/" + id, null, state.json()));
    }

    List<UUID> findRunning() {
        return repository.findRunning();
    }

    /** Takes one step of a campaign, unless another replica does. */
    @Transactional
    void advance(UUID id) {
        repository.lockRunning(id).ifPresent(campaign -> {
            step.advance(campaign, now());
            if (!campaign.state.equals(CampaignEntity.RUNNING)) {
                record("campaign.changed", CampaignStep.ITSELF, campaign, null);
            }
        });
    }

    private CampaignDetail detail(CampaignEntity campaign, Instant now) {
        var report = CampaignReport.of(
                services.tally(campaign.id, now), services.findMerged(campaign.id), services.firstOffer(campaign.id));
        return new CampaignDetail(CampaignView.of(campaign), report);
    }

    private void requireOwner(String template, Caller caller) {
        var owner = registry.owner(ManifestKind.GOLDEN_PATH, template);
        if (!caller.mayChange(owner)) {
            throw NotAllowed.because("Golden path '%s' is owned by %s. %s is not a member of the owner."
                    .formatted(template, owner, caller.name()));
        }
    }

    private void record(String action, String actor, CampaignEntity campaign, @Nullable Integer selected) {
        var state = new AuditState()
                .with("template", campaign.template)
                .with("to", campaign.toVersion)
                .with("title", campaign.title)
                .with("state", campaign.state)
                .with("reason", campaign.reason)
                .with("ends_at", campaign.endsAt)
                .with("services", selected);
        audit.record(actor, new AuditChange(action, "campaigns/" + campaign.id, null, state.json()));
    }

    static ProblemException unknown(String id) {
        return ProblemException.of(
                ProblemType.UNKNOWN_CAMPAIGN,
                "There is no campaign '%s'. GET /api/v1/campaigns lists the campaigns.".formatted(id));
    }

    private static ProblemException ended(CampaignEntity campaign) {
        return ProblemException.of(
                ProblemType.CAMPAIGN_ENDED,
                "The campaign ended at %s: %s".formatted(campaign.changedAt, campaign.reason));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
