package dev.milepost.testing;

import dev.milepost.local.LocalParts;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.arc.Arc;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * Takes Kafka or PostgreSQL away from a running test and gives them back, on the same port and with the same data.
 * Quarkus loads tests and their resources by different class loaders, so the way between is a managed bean.
 */
public final class Outages {

    private Outages() {}

    /** What the managed bean can do. */
    public interface OutageControl {

        void stopKafka();

        void startKafka();

        void stopPostgres();

        void startPostgres();
    }

    private record LocalOutageControl(LocalParts parts) implements OutageControl {

        @Override
        public void stopKafka() {
            parts.stopKafka();
        }

        @Override
        public void startKafka() {
            parts.startKafka();
        }

        @Override
        public void stopPostgres() {
            parts.stopPostgres();
        }

        @Override
        public void startPostgres() {
            parts.startPostgres();
        }
    }

    static void offer(LocalParts parts) {
        try {
            var bean = new StandardMBean(new LocalOutageControl(parts), OutageControl.class);
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name());
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    static void withdraw() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name());
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void ofKafka(Runnable meanwhile) {
        during("Kafka", meanwhile);
    }

    public static void ofPostgres(Runnable meanwhile) {
        during("Postgres", meanwhile);
        // Connections of before the outage are dead, and the next test is not about them.
        Arc.container().instance(AgroalDataSource.class).get().flush(FlushMode.INVALID);
    }

    private static void during(String part, Runnable meanwhile) {
        invoke("stop" + part);
        try {
            meanwhile.run();
        } finally {
            invoke("start" + part);
        }
    }

    private static void invoke(String way) {
        try {
            ManagementFactory.getPlatformMBeanServer().invoke(name(), way, null, null);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectName name() throws JMException {
        return new ObjectName("dev.milepost", "type", "Outages");
    }
}
