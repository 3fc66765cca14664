package dev.milepost.events.pipeline;

import dev.milepost.events.pipeline.PipelineProgress.PipelineStatus;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.apache.kafka.common.KafkaException;

@Path("/api/v1/pipeline")
@RolesAllowed(Roles.READER)
@Blocking
class PipelineResource {

    private final PipelineProgress progress;

    PipelineResource(PipelineProgress progress) {
        this.progress = progress;
    }

    @GET
    public PipelineStatus getPipeline() {
        try {
            return progress.status();
        } catch (KafkaException e) {
            throw KafkaCluster.unavailable(e);
        }
    }
}
