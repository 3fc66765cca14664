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

@Path("/api/v1/slos/{name}/prometheus-rules")
@RolesAllowed(Roles.READER)
@Blocking
class SloPrometheusRulesResource {

    private final SloStatusReader statusReader;

    SloPrometheusRulesResource(SloStatusReader statusReader) {
        this.statusReader = statusReader;
    }

    @GET
    @Produces("application/yaml")
    public byte[] getPrometheusRules(@RestPath String name, @RestQuery @DefaultValue("prometheus") String format) {
        var form = Format.of(format);
        var status = statusReader.find(name);
        return RuleFile.write("milepost-slo-" + name, List.of(status), form).getBytes(StandardCharsets.UTF_8);
    }
}
