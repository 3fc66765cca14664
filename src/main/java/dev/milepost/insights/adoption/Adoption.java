package dev.milepost.insights.adoption;

import java.time.Instant;
import java.util.List;

/**
 * What a golden path brought in a window.
 *
 * @param timeToFirstDeployment of services that a run in the window has made: from its end to the first successful
 *     deployment in production
 * @param deployments of the successful ones in production, those of services that were on this golden path
 * @param goldenDeployments the same of any golden path that is published here
 * @param upgrades releases, lowest first
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
        LagFigures versionLag,
        List<UpgradeFigures> upgrades,
        Comparison comparison) {}
