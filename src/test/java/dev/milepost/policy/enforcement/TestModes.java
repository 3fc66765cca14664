package dev.milepost.policy.enforcement;

/** The defaults of the configuration. */
record TestModes() implements ModesConfig {

    @Override
    public Mode development() {
        return Mode.WARN;
    }

    @Override
    public Mode testing() {
        return Mode.WARN;
    }

    @Override
    public Mode staging() {
        return Mode.ENFORCE;
    }

    @Override
    public Mode production() {
        return Mode.ENFORCE;
    }

    @Override
    public Mode other() {
        return Mode.ENFORCE;
    }
}
