package dev.milepost.insights.campaigns;

import dev.milepost.catalog.ownership.GroupHierarchy;
import dev.milepost.catalog.ownership.ServiceHistory.KnownService;
import dev.milepost.insights.campaigns.CampaignRequest.Wave;
import dev.milepost.insights.campaigns.CampaignServices.Member;
import dev.milepost.platform.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Distributes the services of a campaign over its waves. Services that no wave takes come with the last one. */
final class WavePlan {

    private WavePlan() {}

    /** @param campaign decides with the name of a service which services a share takes */
    static List<Member> of(UUID campaign, List<KnownService> services, List<Wave> waves, GroupHierarchy groups) {
        var left = new ArrayList<>(services);
        left.sort(Comparator.comparing((KnownService service) -> place(campaign, service.service()))
                .thenComparing(KnownService::service));
        var members = new ArrayList<Member>();
        for (int n = 0; n < waves.size(); n++) {
            var wave = waves.get(n);
            boolean isLast = n == waves.size() - 1;
            var teams = wave.teams().isEmpty() ? List.<String>of() : groups.withChildren(wave.teams());
            long target = (long) Math.ceil(wave.share() * services.size());
            var rest = new ArrayList<KnownService>();
            for (var service : left) {
                boolean isTaken = isLast || (wave.teams().isEmpty() ? members.size() < target : isOf(teams, service));
                if (isTaken) {
                    members.add(new Member(
                            service.service(),
                            service.known().team(),
                            Objects.requireNonNull(service.known().templateVersion()),
                            n + 1));
                } else {
                    rest.add(service);
                }
            }
            left = rest;
        }
        return members;
    }

    private static boolean isOf(List<String> teams, KnownService service) {
        var team = service.known().team();
        return team != null && teams.contains(team);
    }

    private static String place(UUID campaign, String service) {
        return HexFormat.of().formatHex(Sha256.of((campaign + "\n" + service).getBytes(StandardCharsets.UTF_8)));
    }
}
