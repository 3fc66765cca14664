package dev.milepost.insights.campaigns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.events.log.Outbox.OutboxEvent;
import dev.milepost.insights.campaigns.CampaignServices.Member;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;

/** The golden event {@code upgrade.offered}. */
final class CampaignOffer {

    private static final URI SOURCE = URI.create("milepost/campaigns");

    private CampaignOffer() {}

    static OutboxEvent of(CampaignEntity campaign, Member member, Instant at) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("service_id", member.service())
                .put("template_id", campaign.template)
                .put("template_version", campaign.toVersion)
                .put("from_version", member.fromVersion())
                .put("campaign_id", campaign.id.toString());
        var event = CloudEventBuilder.v1()
                .withId("%s/%s/%s".formatted(campaign.id, at, member.service()))
                .withSource(SOURCE)
                .withType("dev.milepost.upgrade.offered")
                .withTime(at.atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(JsonCloudEventData.wrap(data))
                .build();
        return new OutboxEvent(event, member.service());
    }
}
