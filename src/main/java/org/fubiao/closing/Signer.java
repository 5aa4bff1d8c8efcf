package org.fubiao.closing;

import org.fubiao.audit.Actor;

/**
 * Who signs.
 *
 * @param name who that is, as it stands below what is signed
 */
public record Signer(Actor actor, String name) {}
