package dev.milepost.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test classes one {@link GuardedService}, which the first of a process starts and which ends after the last. */
public final class SharedGuardedService implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedGuardedService.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == GuardedService.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Started.class, key -> Started.now(), Started.class)
                .service();
    }

    private record Started(Path folder, GuardedService service) implements AutoCloseable {

        static Started now() {
            try {
                var folder = Files.createTempDirectory("guarded-service");
                return new Started(folder, new GuardedService(folder));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (JoseException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            service.close();
            Folders.delete(folder);
        }
    }
}
