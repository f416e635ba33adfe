package org.mingjia.platform;

/**
 * Who does something: every write names one.
 *
 * @param name the account's name, unique, as the event log keeps it
 * @param role what the account may do
 */
public record Actor(String name, Role role) {

    /** The roles of the market. Enterprises, agencies and regulators join with their slices. */
    public enum Role {
        /** 运行机构: keeps the register and runs the platform. */
        OPERATOR
    }
}
