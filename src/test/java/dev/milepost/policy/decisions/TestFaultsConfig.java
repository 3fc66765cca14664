package dev.milepost.policy.decisions;

/** The defaults of the configuration. */
final class TestFaultsConfig implements FaultsConfig {

    @Override
    public Fault development() {
        return Fault.OPEN;
    }

    @Override
    public Fault testing() {
        return Fault.OPEN;
    }

    @Override
    public Fault staging() {
        return Fault.CLOSED;
    }

    @Override
    public Fault production() {
        return Fault.CLOSED;
    }

    @Override
    public Fault other() {
        return Fault.CLOSED;
    }
}
