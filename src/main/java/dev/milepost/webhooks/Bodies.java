package dev.milepost.webhooks;

import dev.milepost.intake.Room;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Bodies as they came, for which there is room of their own: whoever fills it takes none from events. */
@ApplicationScoped
class Bodies {

    private static final int ROOM = 64 << 20;

    private final Room room;

    Bodies(@ConfigProperty(name = "milepost.intake.timeout", defaultValue = "5s") Duration timeout) {
        room = new Room(ROOM, timeout);
    }

    /** @param limit how many bytes it may have */
    <T> T read(HttpHeaders headers, InputStream body, int limit, Function<byte[], T> work) {
        var announced = headers.getLength();
        if (announced > limit) {
            throw new TooLargeDelivery(limit);
        }
        return room.hold(announced < 0 ? limit : announced, () -> work.apply(read(body, limit)));
    }

    private static byte[] read(InputStream body, int limit) {
        try {
            var bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new TooLargeDelivery(limit);
            }
            return bytes;
        } catch (IOException e) {
            throw new MalformedDelivery("It did not arrive whole", e);
        }
    }
}
