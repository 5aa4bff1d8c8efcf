package org.fubiao.upload;

/** Why a file is refused. The names stay in the database. */
public enum Reason {
    /** It is not. */
    NONE,
    EMPTY,
    TOO_LARGE,
    /** It is small, and unpacks to more than anybody fills in. */
    UNPACKS_TOO_LARGE,
    /** No form in it can be used. */
    UNUSABLE,
    /** Something in it, or its name, says that it is another unit's. */
    OTHER_UNIT,
    /** It is of several units. */
    SEVERAL_UNITS,
    /** All that can be read in it is for another period. */
    WRONG_PERIOD,
    /** The unit has sent as many versions as can be told apart by name. */
    TOO_MANY_VERSIONS,
    /** The disk is full. */
    NO_ROOM,
    /** Something broke that is not the sender's fault. */
    FAILED
}
