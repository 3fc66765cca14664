package dev.milepost.insights.campaigns;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milepost.insights.campaigns.CampaignServices.Merge;
import dev.milepost.insights.campaigns.CampaignServices.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign went. Each service is counted by the state that it has now.
 *
 * @param offered the services that were offered the upgrade, whatever they answered
 * @param opened those with an open pull request
 * @param later those that want the upgrade later
 * @param movedOn those that are not below the version any more, without an event of its upgrade
 * @param waiting those whose wave has not come
 * @param daysTo50Percent from the first offer until half of all services had merged; null before
 */
record CampaignReport(
        long services,
        long offered,
        long opened,
        long merged,
        long declined,
        long failed,
        long later,
        long movedOn,
        long waiting,
        @JsonProperty("days_to_50_percent") @Nullable Double daysTo50Percent,
        @JsonProperty("days_to_90_percent") @Nullable Double daysTo90Percent) {

    private static final double SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

    /** @param merges in the order of their time */
    static CampaignReport of(Tally tally, List<Merge> merges, @Nullable Instant firstOffer) {
        return new CampaignReport(
                tally.services(),
                tally.offered(),
                tally.opened(),
                tally.merged(),
                tally.declined(),
                tally.failed(),
                tally.later(),
                tally.movedOn(),
                tally.waiting(),
                days(tally, merges, firstOffer, 0.5),
                days(tally, merges, firstOffer, 0.9));
    }

    private static @Nullable Double days(Tally tally, List<Merge> merges, @Nullable Instant firstOffer, double share) {
        int needed = (int) Math.ceil(tally.services() * share);
        if (firstOffer == null || needed == 0 || merges.size() < needed) {
            return null;
        }
        var reached = Duration.between(firstOffer, merges.get(needed - 1).at());
        return Math.max(0, reached.toSeconds()) / SECONDS_OF_DAY;
    }
}
