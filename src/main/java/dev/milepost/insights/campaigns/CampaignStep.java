package dev.milepost.insights.campaigns;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.delivery.fourkeys.FourKeysReader;
import dev.milepost.delivery.fourkeys.FourKeysReader.ServiceFourKeys;
import dev.milepost.delivery.fourkeys.FourKeysReader.ServiceWindow;
import dev.milepost.events.log.Outbox;
import dev.milepost.insights.campaigns.CampaignServices.Member;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** Advances a campaign: offers what is due, and stops or ends the campaign. It never upgrades a service. */
@ApplicationScoped
class CampaignStep {

    static final String ITSELF = "milepost";

    private static final int OFFERED_AT_ONCE = 1_000;
    private static final int MOST_COMPARED = 500;

    /** Versions and four keys change slowly, and reading those of many services takes long. */
    private static final Duration CHECK_INTERVAL = Duration.ofHours(1);

    private final CampaignServices services;
    private final ServiceHistory history;
    private final Outbox outbox;
    private final Function<List<ServiceWindow>, List<ServiceFourKeys>> keys;

    @Inject
    CampaignStep(CampaignServices services, ServiceHistory history, Outbox outbox, FourKeysReader keys) {
        this(services, history, outbox, keys::summarise);
    }

    CampaignStep(
            CampaignServices services,
            ServiceHistory history,
            Outbox outbox,
            Function<List<ServiceWindow>, List<ServiceFourKeys>> keys) {
        this.services = services;
        this.history = history;
        this.outbox = outbox;
        this.keys = keys;
    }

    /** Takes one step of a running campaign, whose row is locked. */
    void advance(CampaignEntity campaign, Instant now) {
        if (campaign.endsAt != null && !now.isBefore(campaign.endsAt)) {
            campaign.change(CampaignEntity.ENDED, "Its window is over.", ITSELF, now);
            return;
        }
        if (now.isBefore(campaign.startsAt)) {
            return;
        }
        boolean isCheckDue = campaign.checkedAt == null || !now.isBefore(campaign.checkedAt.plus(CHECK_INTERVAL));
        if (isCheckDue) {
            campaign.checkedAt = now;
            findMovedOn(campaign, now);
        }
        var stop = failures(campaign);
        if (stop.isEmpty() && isCheckDue && campaign.keysWorseBy != null) {
            stop = worseKeys(campaign, campaign.keysWorseBy, now);
        }
        if (stop.isPresent()) {
            campaign.change(CampaignEntity.STOPPED, stop.get(), ITSELF, now);
            return;
        }
        offer(campaign, now);
        if (campaign.wave == campaign.waves && services.tally(campaign.id, now).isAnswered()) {
            campaign.change(CampaignEntity.ENDED, "Every service has answered.", ITSELF, now);
        }
    }

    private Optional<String> failures(CampaignEntity campaign) {
        if (campaign.failedShare == null) {
            return Optional.empty();
        }
        long offered = services.countOffered(campaign.id);
        long failed = services.countFailed(campaign.id, campaign.judgedFrom);
        return failed > campaign.failedShare * offered
                ? Optional.of("%d of %d offered upgrades failed, more than the share of %s."
                        .formatted(failed, offered, campaign.failedShare))
                : Optional.empty();
    }

    /** Marks services that have moved to the version without an event of it, as the catalog says. */
    private void findMovedOn(CampaignEntity campaign, Instant now) {
        var last = "";
        while (true) {
            var part = services.findUnanswered(campaign.id, last, OFFERED_AT_ONCE);
            markMovedOn(campaign, part, below(campaign, part, now));
            if (part.size() < OFFERED_AT_ONCE) {
                return;
            }
            last = part.get(part.size() - 1).service();
        }
    }

    private Optional<String> worseKeys(CampaignEntity campaign, double share, Instant now) {
        var length = Duration.ofDays(campaign.keysDays);
        var before = new ArrayList<ServiceWindow>();
        var after = new ArrayList<ServiceWindow>();
        for (var merge : services.findMerged(campaign.id)) {
            var end = merge.at().plus(length).isBefore(now) ? merge.at().plus(length) : now;
            if (!merge.at().isBefore(campaign.judgedFrom) && merge.at().isBefore(end) && after.size() < MOST_COMPARED) {
                before.add(new ServiceWindow(merge.service(), merge.at().minus(length), merge.at()));
                after.add(new ServiceWindow(merge.service(), merge.at(), end));
            }
        }
        return KeysComparison.worse(keys.apply(before), keys.apply(after), share)
                .map(worse -> "The four keys of %d upgraded services are worse: %s.".formatted(after.size(), worse));
    }

    /** Offers what is due of the waves so far, and goes to the next wave when its time has come. */
    private void offer(CampaignEntity campaign, Instant now) {
        while (true) {
            if (campaign.wave > 0) {
                var due = services.findDue(campaign.id, campaign.wave, now, OFFERED_AT_ONCE);
                offer(campaign, due, now);
                if (due.size() == OFFERED_AT_ONCE) {
                    return;
                }
            }
            boolean isUnderWay =
                    campaign.waveAt != null && now.isBefore(campaign.waveAt.plus(Duration.ofDays(campaign.waveDays)));
            if (campaign.wave == campaign.waves || isUnderWay) {
                return;
            }
            campaign.wave++;
            campaign.waveAt = null;
        }
    }

    private void offer(CampaignEntity campaign, List<Member> due, Instant now) {
        var offered = below(campaign, due, now);
        markMovedOn(campaign, due, offered);
        if (offered.isEmpty()) {
            return;
        }
        campaign.waveAt = campaign.waveAt == null ? now : campaign.waveAt;
        services.markOffered(campaign.id, offered.stream().map(Member::service).toList(), now);
        outbox.addAll(offered.stream()
                .map(member -> CampaignOffer.of(campaign, member, now))
                .toList());
    }

    private void markMovedOn(CampaignEntity campaign, List<Member> members, List<Member> stillBelow) {
        var below = new TreeSet<>(stillBelow.stream().map(Member::service).toList());
        var movedOn = members.stream()
                .map(Member::service)
                .filter(service -> !below.contains(service))
                .toList();
        if (!movedOn.isEmpty()) {
            services.markMovedOn(campaign.id, movedOn);
        }
    }

    /** Returns those that are still below the version of the campaign. */
    private List<Member> below(CampaignEntity campaign, List<Member> members, Instant now) {
        var known = history.findPeriods(members.stream().map(Member::service).toList());
        return members.stream()
                .filter(member -> isBelow(campaign, current(known, member, now)))
                .toList();
    }

    private static @Nullable OwnershipPeriod current(
            Map<String, List<OwnershipPeriod>> known, Member member, Instant now) {
        return known.getOrDefault(member.service(), List.of()).stream()
                .filter(period -> !period.validFrom().isAfter(now))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static boolean isBelow(CampaignEntity campaign, @Nullable OwnershipPeriod current) {
        if (current == null || !campaign.template.equals(current.template())) {
            return false;
        }
        var version = current.templateVersion();
        return version != null
                && Semver.isValid(version)
                && new Semver(version).isLowerThan(new Semver(campaign.toVersion));
    }
}
