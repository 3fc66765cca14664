package dev.milepost.backfill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A history that has arrived.
 *
 * @param spent until it was in the numbers
 * @param counted whether it is, or the service was still at work when patience ended
 * @param curl how to ask for its numbers
 */
record Sent(Found found, Window window, Receipt receipt, Duration spent, boolean counted, String curl) {

    boolean isWhole() {
        return receipt.rejections() == 0;
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Sent %,d events from %s to %s in %.1f s: %,d accepted, %,d already known."
                .formatted(
                        receipt.events(),
                        window.firstDay(),
                        window.lastDay(),
                        spent.toMillis() / 1000.0,
                        receipt.accepted(),
                        receipt.duplicates()));
        if (!isWhole()) {
            lines.add("%,d were rejected:".formatted(receipt.rejections()));
            receipt.rejected().forEach(rejection -> lines.add("  " + rejection));
        }
        lines.add(
                counted
                        ? "The four keys over this history:"
                        : "The service is still at work on them. The four keys over this history, when it is done:");
        lines.add("  " + curl);
        return lines;
    }
}
