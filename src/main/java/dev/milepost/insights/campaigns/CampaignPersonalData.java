package dev.milepost.insights.campaigns;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who created and changed campaigns, and who put off upgrades. */
@ApplicationScoped
class CampaignPersonalData implements Erasable {

    private final Sql sql;

    CampaignPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new PersonalDataTable(
                        sql, "campaign", List.of("id"), List.of("title", "reason", "changed_by", "created_by")),
                new PersonalDataTable(
                        sql,
                        "campaign_service",
                        List.of("campaign", "service"),
                        List.of("team", "later_because", "later_by")));
    }
}
