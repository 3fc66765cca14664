package dev.milepost.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What delivery says over some days: of each deployment four changes and its completion, in the order in which they
 * happen, and an incident, opened and resolved, of three in a hundred.
 */
final class Mixture {

    private static final int SERVICES = 200;
    private static final int CHANGES = 4;

    private final String name;
    private final Instant start;
    private final Duration length;
    private final Random random;

    /** @param name tells the events of one mixture from those of another */
    Mixture(String name, Instant start, Duration length) {
        this.name = name;
        this.start = start;
        this.length = length;
        this.random = new Random(name.hashCode());
    }

    /** Structured events, each its own JSON document. */
    List<byte[]> events(int count) {
        var events = new ArrayList<byte[]>(count);
        int deployments = count / (CHANGES + 1);
        var step = length.dividedBy(Math.max(1, deployments));
        for (int number = 0; events.size() < count; number++) {
            deployment(events, number, start.plus(step.multipliedBy(number)), step);
        }
        return events.subList(0, count);
    }

    private void deployment(List<byte[]> events, int number, Instant at, Duration step) {
        var service = "svc-%04d".formatted(1 + number % SERVICES);
        var commit = "";
        for (int change = 0; change < CHANGES; change++) {
            commit = "%08x%032x".formatted(name.hashCode(), number * (long) CHANGES + change);
            var committedAt = at.minusSeconds(60 + random.nextInt(100_000) / (change + 1));
            events.add(event("change.created", "c" + commit, committedAt, """
                    {"service_id":"%s","commit_sha":"%s","committed_at":"%s","branch":"main","kind":"feature",\
                    "repository":"git.example.com/shop/%1$s","initiator":"someone@example.com"}""".formatted(service, commit, committedAt)));
        }
        var deployment = name + "-" + number;
        events.add(event("deploy.completed", "d" + deployment, at, """
                {"service_id":"%s","deployment_id":"%s","environment":"production","commit_sha":"%s",\
                "status":"success","kind":"planned","artifact":"pkg:oci/%1$s@sha256:%3$s"}""".formatted(service, deployment, commit)));
        if (number % 33 == 32) {
            incident(events, service, deployment, at.plus(step.dividedBy(2)));
        }
    }

    private void incident(List<byte[]> events, String service, String deployment, Instant at) {
        var data = """
                {"incident_id":"i%s","service_id":"%s","environment":"production","severity":"high"}""".formatted(deployment, service);
        events.add(event("incident.opened", "o" + deployment, at, data));
        events.add(event("incident.resolved", "r" + deployment, at.plusSeconds(60 + random.nextInt(7_200)), data));
    }

    /** A successful deployment of a service that has no other. */
    static byte[] firstDeployment(String service, Instant at) {
        return event("deploy.completed", service, at, """
                {"service_id":"%s","deployment_id":"1","environment":"production","status":"success"}""".formatted(service));
    }

    private static byte[] event(String type, String id, Instant time, String data) {
        return """
                {"specversion":"1.0","type":"com.company.%s","source":"/bench","id":"%s","time":"%s",\
                "datacontenttype":"application/json","data":%s}""".formatted(type, id, time, data).getBytes(StandardCharsets.UTF_8);
    }

    /** One body in batched content mode. */
    static byte[] batch(List<byte[]> events) {
        var body = new ByteArrayOutputStream();
        for (var event : events) {
            body.write(body.size() == 0 ? '[' : ',');
            body.writeBytes(event);
        }
        body.write(']');
        return body.toByteArray();
    }
}
