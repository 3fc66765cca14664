package dev.milepost.helm;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The pod security standard {@code restricted}, control by control (kubernetes.io, Pod Security Standards). */
final class RestrictedPods {

    private RestrictedPods() {}

    /** What of a pod is not as the standard asks; empty where all is. */
    static List<String> faults(PodSpec pod) {
        var faults = new ArrayList<String>();
        expect(
                faults,
                "host namespaces",
                Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC())
                        .noneMatch(Boolean.TRUE::equals));
        pod.getVolumes().forEach(volume -> expect(faults, "volume " + volume.getName(), isAllowed(volume)));
        var context = pod.getSecurityContext();
        expect(faults, "runAsNonRoot", Boolean.TRUE.equals(context.getRunAsNonRoot()));
        expect(faults, "runAsUser", !Objects.equals(context.getRunAsUser(), 0L));
        expect(
                faults,
                "seccompProfile",
                context.getSeccompProfile() != null
                        && List.of("RuntimeDefault", "Localhost")
                                .contains(context.getSeccompProfile().getType()));
        expect(faults, "sysctls", context.getSysctls().isEmpty());
        Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream())
                .forEach(container -> check(faults, container));
        return faults;
    }

    private static void check(List<String> faults, Container container) {
        var at = container.getName() + ": ";
        var context = Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
        expect(faults, at + "privileged", !Boolean.TRUE.equals(context.getPrivileged()));
        expect(faults, at + "allowPrivilegeEscalation", Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()));
        expect(faults, at + "runAsNonRoot", !Boolean.FALSE.equals(context.getRunAsNonRoot()));
        expect(faults, at + "runAsUser", !Objects.equals(context.getRunAsUser(), 0L));
        var capabilities = context.getCapabilities();
        expect(
                faults,
                at + "capabilities",
                capabilities != null
                        && capabilities.getDrop().contains("ALL")
                        && List.of("NET_BIND_SERVICE").containsAll(capabilities.getAdd()));
        expect(faults, at + "hostPort", container.getPorts().stream().allMatch(port -> port.getHostPort() == null));
        expect(faults, at + "procMount", context.getProcMount() == null);
        // Beyond the standard, what Milepost promises.
        expect(faults, at + "readOnlyRootFilesystem", Boolean.TRUE.equals(context.getReadOnlyRootFilesystem()));
        expect(
                faults,
                at + "memory limit",
                container.getResources() != null
                        && container.getResources().getLimits().containsKey("memory"));
    }

    private static boolean isAllowed(Volume volume) {
        return Stream.of(
                        volume.getConfigMap(),
                        volume.getCsi(),
                        volume.getDownwardAPI(),
                        volume.getEmptyDir(),
                        volume.getEphemeral(),
                        volume.getPersistentVolumeClaim(),
                        volume.getProjected(),
                        volume.getSecret())
                .anyMatch(Objects::nonNull);
    }

    private static void expect(List<String> faults, String what, boolean asAsked) {
        if (!asAsked) {
            faults.add(what);
        }
    }
}
