package dev.milepost.insights.campaigns;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign, as the API returns it.
 *
 * @param to the version that is offered
 * @param wave the wave that was offered last; 0 before the first
 */
record CampaignView(
        UUID id,
        String template,
        String to,
        @Nullable String title,
        String state,
        @Nullable String reason,
        String changedBy,
        Instant changedAt,
        String createdBy,
        Instant createdAt,
        Instant startsAt,
        @Nullable Instant endsAt,
        int waves,
        int wave,
        int waveDays,
        StopView stop) {

    record StopView(@Nullable Double failedShare, @Nullable Double keysWorseBy, int keysDays) {}

    /** A campaign with its report. */
    record CampaignDetail(@JsonUnwrapped CampaignView campaign, CampaignReport report) {}

    static CampaignView of(CampaignEntity campaign) {
        return new CampaignView(
                campaign.id,
                campaign.template,
                campaign.toVersion,
                campaign.title,
                campaign.state,
                campaign.reason,
                campaign.changedBy,
                campaign.changedAt,
                campaign.createdBy,
                campaign.createdAt,
                campaign.startsAt,
                campaign.endsAt,
                campaign.waves,
                campaign.wave,
                campaign.waveDays,
                new StopView(campaign.failedShare, campaign.keysWorseBy, campaign.keysDays));
    }
}
