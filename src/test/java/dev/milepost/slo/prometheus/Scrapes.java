package dev.milepost.slo.prometheus;

import static io.restassured.RestAssured.given;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What Prometheus reads of the service, without waiting until it is due to be read anew. */
@ApplicationScoped
public class Scrapes {

    private static final Pattern SAMPLE = Pattern.compile("(milepost_slo_[a-z_]+)\\{(.*),?} ([-+.0-9EInfNa]+)");

    private final SloMeters meters;
    private final DurationTotalRepository durations;

    Scrapes(SloMeters meters, DurationTotalRepository durations) {
        this.meters = meters;
        this.durations = durations;
    }

    /** The series of an SLO, by name and labels. */
    public Map<String, Double> of(String slo) {
        meters.refresh();
        var series = new TreeMap<String, Double>();
        given().accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .forEach(line -> {
                    var sample = SAMPLE.matcher(line);
                    if (sample.matches() && sample.group(2).contains("slo=\"" + slo + "\"")) {
                        var labels = sample.group(2)
                                .replaceAll("(slo|indicator|install)=\"[^\"]*\",?", "")
                                .replaceAll(",$", "");
                        series.put(sample.group(1) + "{" + labels + "}", Double.valueOf(sample.group(3)));
                    }
                });
        return series;
    }

    /** As if what was appended had been summed up by a replica. */
    public void sumUp() {
        durations.compact();
    }
}
