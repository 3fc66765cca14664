package dev.milepost.prometheus;

import dev.milepost.platform.Roles;
import dev.milepost.prometheus.RuleFile.Format;
import dev.milepost.slo.Standings;
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

    private final Standings standings;

    SloPrometheusRulesResource(Standings standings) {
        this.standings = standings;
    }

    @GET
    @Produces("application/yaml")
    public byte[] getPrometheusRules(@RestPath String name, @RestQuery @DefaultValue("prometheus") String format) {
        var form = Format.of(format);
        var standing = standings.find(name);
        return RuleFile.write("milepost-slo-" + name, List.of(standing), form).getBytes(StandardCharsets.UTF_8);
    }
}
