package dev.milepost.events.vendors;

import java.util.List;

/**
 * What a delivery says about which services of its repository a fact concerns.
 *
 * @param names names that may be those of services
 * @param files the files that the fact changes; empty if the delivery does not list them
 * @param environments the environment that is deployed to; empty if the fact is no deployment
 * @param workflows the names of the workflow that deploys
 * @param number how many services the fact belongs to
 */
record ServiceSelection(
        List<String> names, List<String> files, List<String> environments, List<String> workflows, Number number) {

    /** How many services a fact belongs to. */
    enum Number {
        ANY,
        /** One: the first, if the names do not say which. */
        ONE,
        /** One: none of several, if the names do not say which. */
        NAMED
    }

    static final ServiceSelection ALL = new ServiceSelection(List.of(), List.of(), List.of(), List.of(), Number.ANY);

    ServiceSelection {
        names = List.copyOf(names);
        files = List.copyOf(files);
        environments = List.copyOf(environments);
        workflows = List.copyOf(workflows);
    }

    static ServiceSelection ofFiles(List<String> files) {
        return new ServiceSelection(List.of(), files, List.of(), List.of(), Number.ANY);
    }

    static ServiceSelection ofDeployment(List<String> names, String environment, List<String> workflows) {
        return new ServiceSelection(names, List.of(), List.of(environment), workflows, Number.ANY);
    }

    static ServiceSelection oneOf(List<String> names) {
        return new ServiceSelection(names, List.of(), List.of(), List.of(), Number.ONE);
    }

    static ServiceSelection named(List<String> names) {
        return new ServiceSelection(names, List.of(), List.of(), List.of(), Number.NAMED);
    }
}
