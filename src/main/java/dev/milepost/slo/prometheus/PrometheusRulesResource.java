package dev.milepost.slo.prometheus;

import dev.milepost.security.caller.Roles;
import dev.milepost.slo.prometheus.RuleFile.Format;
import dev.milepost.slo.status.SloStatusReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The API of the rules that let Prometheus alert as the SLOs define. */
@Path("/api/v1/slos")
@RolesAllowed(Roles.READER)
@Blocking
class PrometheusRulesResource {

    private final SloStatusReader statusReader;

    PrometheusRulesResource(SloStatusReader statusReader) {
        this.statusReader = statusReader;
    }

    @GET
    @Path("{name}/prometheus-rules")
    @Produces("application/yaml")
    public byte[] getPrometheusRules(@RestPath String name, @RestQuery @DefaultValue("prometheus") String format) {
        var form = Format.of(format);
        var status = statusReader.find(name);
        return RuleFile.write("milepost-slo-" + name, List.of(status), form).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the rules of an owner's SLOs, or of all SLOs if no owner is given. */
    @GET
    @Path("prometheus-rules")
    @Produces("application/yaml")
    public byte[] listPrometheusRules(
            @RestQuery @Nullable String owner, @RestQuery @DefaultValue("prometheus") String format) {
        var form = Format.of(format);
        var slos = statusReader.allEnabled().stream()
                .filter(status -> owner == null
                        || owner.equalsIgnoreCase(
                                status.slo().slo().description().owner()))
                .toList();
        return RuleFile.write("milepost-slos", slos, form).getBytes(StandardCharsets.UTF_8);
    }
}
