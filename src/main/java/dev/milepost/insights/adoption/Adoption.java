package dev.milepost.insights.adoption;

import java.time.Instant;
import java.util.List;

/**
 * The adoption of a golden path in a window.
 *
 * @param timeToFirstDeployment of services created by a run in the window: from the end of the run to the first
 *     successful deployment in production
 * @param deployments of all successful deployments in production, those of services on this golden path
 * @param goldenDeployments the same for services on any golden path that is published here
 * @param upgrades figures of each release, lowest version first
 */
record Adoption(
        String template,
        Instant from,
        Instant to,
        RunFigures runs,
        DurationQuantiles timeToFirstDeployment,
        ServiceFigures services,
        Ratio deployments,
        Ratio goldenDeployments,
        VersionLagFigures versionLag,
        List<UpgradeFigures> upgrades,
        BeforeAfterComparison comparison) {}
