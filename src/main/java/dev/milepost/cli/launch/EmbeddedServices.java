package dev.milepost.cli.launch;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The embedded PostgreSQL and Kafka. They run in the process of the service, but are loaded from {@code target/local}
 * by a separate class loader, so that the libraries of the broker do not conflict with those of the service.
 */
final class EmbeddedServices {

    private final Map<String, String> properties;
    private final AutoCloseable services;

    private EmbeddedServices(Map<String, String> properties, AutoCloseable parts) {
        this.properties = properties;
        this.services = parts;
    }

    static EmbeddedServices empty() {
        return new EmbeddedServices(Map.of(), () -> {});
    }

    /**
     * Starts the requested services, a subset of {@code postgres} and {@code kafka}.
     *
     * @param folder the folder for their data
     */
    static EmbeddedServices start(Path folder, Set<String> parts) {
        if (parts.isEmpty()) {
            return empty();
        }
        var thread = Thread.currentThread();
        var original = thread.getContextClassLoader();
        var loader = new URLClassLoader("embedded-parts", libraries(), ClassLoader.getPlatformClassLoader());
        // The broker's threads inherit the context class loader and find their libraries through it.
        thread.setContextClassLoader(loader);
        try {
            var started = loader.loadClass("dev.milepost.local.LocalParts")
                    .getMethod("start", Path.class, Path.class, Set.class, Map.class)
                    .invoke(null, folder, folder.resolve("programs"), parts, Map.of());
            return new EmbeddedServices(propertiesOf((Supplier<?>) started), (AutoCloseable) started);
        } catch (InvocationTargetException e) {
            var cause = e.getTargetException();
            throw CommandFailure.failed("%s", Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL and Kafka are of another version than the service.", e);
        } finally {
            thread.setContextClassLoader(original);
        }
    }

    /** The configuration that connects the service to the embedded services. */
    Map<String, String> properties() {
        return properties;
    }

    void stop() {
        try {
            services.close();
        } catch (Exception e) {
            System.err.println("The embedded PostgreSQL and Kafka could not be stopped cleanly: " + e.getMessage());
        }
    }

    private static Map<String, String> propertiesOf(Supplier<?> started) {
        var properties = new HashMap<String, String>();
        ((Map<?, ?>) started.get()).forEach((name, value) -> properties.put((String) name, (String) value));
        return properties;
    }

    private static URL[] libraries() {
        var folder = System.getProperty("milepost.local.lib");
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            throw CommandFailure.failed(
                    "This installation has no embedded PostgreSQL and Kafka. Use ./milepost start in a checkout,"
                            + " or set QUARKUS_DATASOURCE_JDBC_URL and KAFKA_BOOTSTRAP_SERVERS.");
        }
        try (var files = Files.walk(Path.of(folder))) {
            var urls = new ArrayList<URL>();
            for (var jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                urls.add(jar.toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw CommandFailure.failed("Cannot read %s", folder);
        }
    }
}
